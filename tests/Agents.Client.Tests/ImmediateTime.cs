using System.Collections.Concurrent;

namespace Agents.Client.Tests;

/// <summary>A clock whose delays are over at once and remembered; limits of half a minute and more never strike.</summary>
internal sealed class ImmediateTime : TimeProvider
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public ConcurrentQueue<TimeSpan> Waited { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= Limit || dueTime < TimeSpan.Zero)
        {
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }

        Waited.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
