namespace Agents.Client.Status;

/// <summary>The body of <c>GET /health</c>, which is 200 when ready and else 503.</summary>
/// <param name="Status"><c>ready</c>, <c>starting</c> or <c>degraded</c>: <see cref="HealthStates"/>.</param>
/// <param name="Service">The service's name; null where the caller may not know more than the status.</param>
/// <param name="Reason">Why it is not ready, for people; null when it is, or where the caller may not know.</param>
public sealed record HealthRecord(string Status, string? Service = null, string? Reason = null);

/// <summary>The values of <see cref="HealthRecord.Status"/> and <see cref="SystemStatus.Status"/>.</summary>
public static class HealthStates
{
    /// <summary>Everything works.</summary>
    public const string Ready = "ready";

    /// <summary>Some part is still coming up.</summary>
    public const string Starting = "starting";

    /// <summary>Some part does not work; the rest does.</summary>
    public const string Degraded = "degraded";
}
