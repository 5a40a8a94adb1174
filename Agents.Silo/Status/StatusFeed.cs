using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Agents.Silo.Storage;

namespace Agents.Silo.Status;

/// <summary>
/// Looks at the topics for all who follow them: once per period however many they are, not at all while there are none. Who is slow is given the newest
/// state of what it missed.
/// </summary>
internal sealed partial class StatusFeed(IReadOnlyList<StatusTopic> topics, TimeProvider time, ILogger<StatusFeed> logger) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private ImmutableDictionary<string, StatusFrame> _frames = ImmutableDictionary<string, StatusFrame>.Empty;
    private TaskCompletionSource _changed = NewSignal();
    private CancellationTokenSource? _looking;
    private long _version;
    private int _listeners;

    /// <summary>Every topic as it stands, then what changes.</summary>
    public async IAsyncEnumerable<IReadOnlyList<StatusFrame>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            var seen = 0L;
            while (true)
            {
                var changed = Volatile.Read(ref _changed).Task;
                var news = Volatile.Read(ref _frames).Values.Where(frame => frame.Version > seen).OrderBy(static frame => frame.Version).ToList();
                if (news.Count > 0)
                {
                    seen = news[^1].Version;
                    yield return news;
                }

                await changed.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _looking?.Cancel();
        }
    }

    private void Enter()
    {
        lock (_gate)
        {
            if (_listeners++ == 0)
            {
                var looking = _looking = new CancellationTokenSource();
                _ = Task.Run(() => LookAsync(looking.Token));
            }
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_listeners == 0)
            {
                _looking?.Cancel();
                // Who comes next is not shown how things stood long ago.
                _frames = ImmutableDictionary<string, StatusFrame>.Empty;
            }
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            for (var second = 0; !stop.IsCancellationRequested; second++)
            {
                foreach (var topic in topics.Where(topic => second % topic.EverySeconds == 0))
                {
                    await LookAtAsync(topic, stop);
                }

                await Task.Delay(Tick, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception bug)
        {
            // Those who follow are told by the end of their streams, and look anew when they are back.
            Interlocked.Exchange(ref _changed, NewSignal()).SetException(bug);
        }
    }

    private async Task LookAtAsync(StatusTopic topic, CancellationToken stop)
    {
        try
        {
            Publish(topic.Name, await topic.ReadAsync(), stop);
        }
        catch (Exception failed) when (failed is DatabaseUnusableException or DbException)
        {
            // The topic stands as it was last seen; the health topic says what is wrong with the database.
            CannotLook(logger, topic.Name, failed.Message);
        }
    }

    private void Publish(string topic, byte[] json, CancellationToken stop)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (stop.IsCancellationRequested || (_frames.TryGetValue(topic, out var present) && present.Json.AsSpan().SequenceEqual(json)))
            {
                return;
            }

            _frames = _frames.SetItem(topic, new StatusFrame(topic, ++_version, json));
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The topic {Topic} cannot be looked at now: {Reason}")]
    private static partial void CannotLook(ILogger logger, string topic, string reason);
}
