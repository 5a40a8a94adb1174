using System.Threading.RateLimiting;

namespace Agents.Gateway.Access;

/// <summary>How often a login may be tried: five at once and then one in twelve seconds from one address, sixty in a minute from all.</summary>
internal sealed class LoginLimit : IDisposable
{
    private const int PerAddress = 5;

    private const int InAll = 60;

    private readonly PartitionedRateLimiter<HttpContext> _attempts = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(static context => Bucket(context.Connection.RemoteIpAddress?.ToString() ?? "", PerAddress)),
        PartitionedRateLimiter.Create<HttpContext, string>(static _ => Bucket("all", InAll)));

    /// <summary>Whether this one may be tried; else after how long the next one may.</summary>
    public bool TryTake(HttpContext context, out TimeSpan retryAfter)
    {
        using var lease = _attempts.AttemptAcquire(context);
        retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
        return lease.IsAcquired;
    }

    public void Dispose() => _attempts.Dispose();

    private static RateLimitPartition<string> Bucket(string name, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(name, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = perMinute,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
    });
}
