namespace Agents.Silo.Hooks;

/// <summary>A row of <c>workflow_registrations</c>.</summary>
internal sealed record HookRow
{
    public required string Name { get; init; }

    public required string Scheme { get; init; }

    public string? WorkflowId { get; init; }

    public long? Version { get; init; }

    public string? DeploymentId { get; init; }

    public required string Secret { get; init; }

    public string? VerifySecret { get; init; }

    public string? Inputs { get; init; }

    public required long ToleranceSeconds { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A row of <c>webhook_events</c>.</summary>
internal sealed record HookEventRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string EventId { get; init; }

    public string? EventType { get; init; }

    public required string Body { get; init; }

    public required string Status { get; init; }

    public string? Detail { get; init; }

    public required string ExecutionId { get; init; }

    public string? ReplayOf { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
