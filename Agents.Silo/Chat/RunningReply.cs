using System.Runtime.CompilerServices;
using System.Text;

namespace Agents.Silo.Chat;

/// <summary>A reply while it is written, for everybody who reads along: all of its text from the beginning, whenever they come.</summary>
internal sealed class RunningReply
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOver;

    /// <summary>The stored reply; null where somebody else replied first.</summary>
    public required Task<ChatMessageRow?> Done { get; set; }

    public void Add(string piece)
    {
        lock (_gate)
        {
            _text.Append(piece);
        }

        Wake();
    }

    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        Wake();
    }

    /// <summary>The text in pieces, until its end.</summary>
    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var at = 0; ;)
        {
            string piece;
            bool isOver;
            Task more;
            lock (_gate)
            {
                (piece, isOver, more) = (_text.ToString(at, _text.Length - at), _isOver, _more.Task);
            }

            at += piece.Length;
            if (piece.Length > 0)
            {
                yield return piece;
            }
            else if (isOver)
            {
                yield break;
            }
            else
            {
                await more.WaitAsync(cancellationToken);
            }
        }
    }

    private void Wake()
    {
        TaskCompletionSource waiting;
        lock (_gate)
        {
            (waiting, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        waiting.SetResult();
    }
}
