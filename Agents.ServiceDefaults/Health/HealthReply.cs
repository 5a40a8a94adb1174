namespace Agents.ServiceDefaults.Health;

/// <summary>Body of <c>/health</c>. Service and reason are null where the caller may not know more than the status.</summary>
/// <param name="Status"><c>ready</c>, <c>starting</c> or <c>degraded</c>.</param>
/// <param name="Service">The service's name.</param>
/// <param name="Reason">Why it is not ready.</param>
public sealed record HealthReply(ReadinessState Status, string? Service, string? Reason);
