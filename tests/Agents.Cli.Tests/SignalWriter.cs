using System.Text;

namespace Agents.Cli.Tests;

/// <summary>Keeps what is written and says when a text has appeared.</summary>
internal sealed class SignalWriter(string awaited) : TextWriter
{
    private readonly StringBuilder _written = new();
    private readonly TaskCompletionSource _appeared = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    public Task Appeared => _appeared.Task;

    public override void Write(char value)
    {
        lock (_written)
        {
            _written.Append(value);
            if (value == awaited[^1] && _written.ToString().Contains(awaited, StringComparison.Ordinal))
            {
                _appeared.TrySetResult();
            }
        }
    }

    public override string ToString()
    {
        lock (_written)
        {
            return _written.ToString();
        }
    }
}
