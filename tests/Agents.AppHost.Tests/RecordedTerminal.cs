using System.Text;
using Agents.AppHost.Console;

namespace Agents.AppHost.Tests;

/// <summary>A terminal whose lines a test can read and wait for.</summary>
internal sealed class RecordedTerminal : TextWriter
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Part, TaskCompletionSource<string> Seen)> _waiters = [];

    public RecordedTerminal() => Terminal = new Terminal(this, this, colour: false);

    public Terminal Terminal { get; }

    public override Encoding Encoding => Encoding.UTF8;

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>The first line, past or future, that holds <paramref name="part"/>.</summary>
    public Task<string> LineAsync(string part)
    {
        lock (_gate)
        {
            if (_lines.Find(line => line.Contains(part, StringComparison.Ordinal)) is { } past)
            {
                return Task.FromResult(past);
            }

            var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((part, seen));
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public override void WriteLine(string? value)
    {
        lock (_gate)
        {
            _lines.Add(value ?? "");
            foreach (var (part, seen) in _waiters.Where(waiter => value?.Contains(waiter.Part, StringComparison.Ordinal) == true))
            {
                seen.TrySetResult(value!);
            }
        }
    }

    public override void Write(char value) => throw new NotSupportedException("Lines only.");
}
