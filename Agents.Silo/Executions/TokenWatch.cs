using System.Threading.Channels;

namespace Agents.Silo.Executions;

/// <summary>
/// What models write for an execution, as it comes. A courtesy: the durable events tell everything, and who reads too slowly misses the oldest.
/// A grain that leaves memory is asked again when it is back.
/// </summary>
internal sealed class TokenWatch : IAsyncDisposable
{
    private const int MostWaiting = 1_000;

    private readonly Channel<TokenText> _texts = Channel.CreateBounded<TokenText>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly CancellationTokenSource _stop;
    private readonly Task _watching;

    private TokenWatch(IGrainFactory grains, ExecutionFeed.Subscription subscription, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _watching = WatchAsync(grains, subscription, _stop.Token);
    }

    public ChannelReader<TokenText> Texts => _texts.Reader;

    /// <summary>Begins to watch; dispose it before the subscription.</summary>
    public static TokenWatch Begin(IGrainFactory grains, ExecutionFeed.Subscription subscription, CancellationToken cancellationToken) => new(grains, subscription, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(IGrainFactory grains, ExecutionFeed.Subscription subscription, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var back = subscription.Next;
            try
            {
                await foreach (var token in grains.GetGrain<IExecutionGrain>(subscription.ExecutionId).WatchTokens(cancellationToken))
                {
                    _texts.Writer.TryWrite(token);
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or EnumerationAbortedException)
            {
                // The reader has gone, or the grain has left memory.
            }

            await back.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
