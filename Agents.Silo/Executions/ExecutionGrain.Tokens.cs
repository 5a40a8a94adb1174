using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Agents.Core.Executions;
using Agents.Silo.Secrets;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    private const int TokensKept = 1_000;

    private readonly ConcurrentDictionary<StepId, StreamRedaction> _streams = new();

    private ImmutableList<Channel<TokenText>> _watchers = [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<TokenText> WatchTokens([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Tokens are a courtesy: a reader that is slower than the model loses the oldest, never holds the model up.
        var channel = Channel.CreateBounded<TokenText>(new BoundedChannelOptions(TokensKept) { FullMode = BoundedChannelFullMode.DropOldest });
        ImmutableInterlocked.Update(ref _watchers, static (watchers, added) => watchers.Add(added), channel);
        try
        {
            await foreach (var token in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return token;
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _watchers, static (watchers, removed) => watchers.Remove(removed), channel);
        }
    }

    // Null while nobody watches: the model's answer then comes in one piece. Called from the reader of the model's stream.
    private Action<string>? PublishToken(StepState step)
    {
        if (_watchers.IsEmpty)
        {
            return null;
        }

        var stream = StreamRedaction.Over(KnownSecrets(), text =>
        {
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(new TokenText(step.Id.Value, text));
            }
        });
        _streams[step.Id] = stream;
        return stream.Add;
    }

    /// <summary>The attempt is over: what was held back of its text goes out.</summary>
    private void CompleteTokens(StepState step)
    {
        if (_streams.TryRemove(step.Id, out var stream))
        {
            stream.Complete();
        }
    }
}
