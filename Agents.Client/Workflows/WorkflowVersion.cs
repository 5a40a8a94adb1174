using Agents.Client.Problems;

namespace Agents.Client.Workflows;

/// <summary>One immutable version of a workflow.</summary>
/// <param name="Version">The server's number, from 1.</param>
/// <param name="Label">The definition's own <c>version</c>; null where it has none.</param>
/// <param name="Hash">SHA-256 of its content, in hexadecimal.</param>
/// <param name="CreatedAt">When it was stored.</param>
public record WorkflowVersion(int Version, string? Label, string Hash, DateTimeOffset CreatedAt)
{
    /// <summary>Whether executions that name no version run this one.</summary>
    public bool IsCurrent { get; init; }
}

/// <summary>One immutable version with its text.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Version">The server's number, from 1.</param>
/// <param name="Label">The definition's own <c>version</c>; null where it has none.</param>
/// <param name="Hash">SHA-256 of its content, in hexadecimal.</param>
/// <param name="CreatedAt">When it was stored.</param>
public sealed record WorkflowVersionDetail(string WorkflowId, int Version, string? Label, string Hash, DateTimeOffset CreatedAt)
    : WorkflowVersion(Version, Label, Hash, CreatedAt)
{
    /// <summary>The definition's text, exactly as it was given.</summary>
    public required string Definition { get; init; }

    /// <summary><c>application/yaml</c> or <c>application/json</c>.</summary>
    public string MediaType { get; init; } = WorkflowsClient.Yaml;

    /// <summary>Its states in the definition's order.</summary>
    public IReadOnlyList<WorkflowStateRecord> States { get; init; } = [];

    /// <summary>What is found in it today; a version that was stored long ago may have what would be refused now.</summary>
    public IReadOnlyList<DiagnosticRecord> Diagnostics { get; init; } = [];
}

/// <summary>What became of a workflow that was to be deleted.</summary>
/// <param name="Id">The workflow.</param>
/// <param name="Removed">True: it had no executions and is gone. False: it is disabled, since its executions need it.</param>
public sealed record DeleteWorkflowResult(string Id, bool Removed);
