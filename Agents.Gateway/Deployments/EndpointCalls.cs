using Agents.Client.Deployments;

namespace Agents.Gateway.Deployments;

/// <summary>An endpoint with what its callers are held to, and how they stand now.</summary>
internal sealed class EndpointCalls(GatewayRoute route)
{
    private int _active;

    public string Id => route.Id;

    public DeploymentTraffic Traffic { get; } = route.Traffic ?? new DeploymentTraffic();

    public CallBucket? Bucket { get; init; } = route.Traffic?.RateLimit is { } limit ? new CallBucket(limit) : null;

    /// <summary>Whether pages of an origin may call it.</summary>
    public bool Allows(string origin) => Traffic.CorsOrigins is { } origins && (origins.Contains("*") || origins.Contains(origin, StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether one more may be under way; <see cref="Leave"/> follows where it may.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _active) <= (Traffic.MaxConcurrent ?? int.MaxValue))
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _active);

    /// <summary>The same calls under another table. What did not change goes on: a bucket that is empty does not fill by a change elsewhere.</summary>
    public static EndpointCalls Of(GatewayRoute route, EndpointCalls? before)
        => before is null ? new EndpointCalls(route)
            : before.IsSame(route) ? before
            : new EndpointCalls(route) { Bucket = Same(before.Bucket, route) };

    private static CallBucket? Same(CallBucket? before, GatewayRoute route)
        => route.Traffic?.RateLimit is not { } limit ? null : before?.Limit == limit ? before : new CallBucket(limit);

    private bool IsSame(GatewayRoute other) => route.Id == other.Id && Equals(Key(route.Traffic), Key(other.Traffic));

    private static (DeploymentTraffic?, string) Key(DeploymentTraffic? traffic) => (traffic is null ? null : traffic with { CorsOrigins = null }, string.Join(' ', traffic?.CorsOrigins ?? []));
}
