using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Hosting;

/// <summary>The real clock, set forward: what fell due while the silo was down is due when it starts.</summary>
internal sealed class ManualClock : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

    // What was long ago by the clock is long ago by the stopwatch.
    public override long GetTimestamp() => base.GetTimestamp() + (long)(Offset.TotalSeconds * TimestampFrequency);

    public void Use(IServiceCollection services) => services.AddSingleton<TimeProvider>(this);
}

/// <summary>Waits for what another process or thread will bring about; fails by itself when it never does.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        throw new TimeoutException("The condition did not come true.");
    }
}
