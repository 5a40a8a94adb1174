namespace Agents.ServiceDefaults;

/// <summary>The service's name as it stands in logs, telemetry, health and the ready line: <c>silo</c>, <c>gateway</c>, <c>dashboard</c>.</summary>
public sealed record ServiceIdentity(string Name);
