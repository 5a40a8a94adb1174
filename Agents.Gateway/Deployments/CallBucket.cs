using System.Globalization;
using System.Threading.RateLimiting;
using Agents.Client.Access;

namespace Agents.Gateway.Deployments;

/// <summary>A token bucket with what callers are told of it. Full at first; what was used comes back evenly.</summary>
internal sealed class CallBucket : IDisposable
{
    private readonly TokenBucketRateLimiter _bucket;
    private readonly TimeSpan _perCall;

    public CallBucket(RateLimit limit)
    {
        Limit = limit;
        _perCall = TimeSpan.FromSeconds(limit.PerSeconds) / limit.Requests;
        _bucket = new(new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit.Requests,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = _perCall,
            // Ten thousand buckets need no ten thousand timers: each is filled when somebody takes from it.
            AutoReplenishment = false,
        });
    }

    public RateLimit Limit { get; }

    /// <summary>Takes one; else says after how long there is one again.</summary>
    public bool TryTake(out TimeSpan retryAfter)
    {
        _bucket.TryReplenish();
        using var lease = _bucket.AttemptAcquire();
        retryAfter = lease.IsAcquired ? TimeSpan.Zero : _perCall;
        return lease.IsAcquired;
    }

    /// <summary>Tells a caller how it stands, in <c>RateLimit-*</c> headers.</summary>
    public void Tell(IHeaderDictionary headers)
    {
        var left = _bucket.GetStatistics()?.CurrentAvailablePermits ?? 0;
        headers["RateLimit-Limit"] = Limit.Requests.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = left.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = ((long)Math.Ceiling(((Limit.Requests - left) * _perCall).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    public void Dispose() => _bucket.Dispose();
}
