using System.Text.Json.Serialization;
using Agents.Client.Problems;

namespace Agents.Client.Workflows;

/// <summary>One workflow with a definition: the current one, unless another version was asked for.</summary>
public sealed record WorkflowDetail : WorkflowSummary
{
    /// <summary>The definition's text, exactly as it was given.</summary>
    [JsonPropertyOrder(1)]
    public required string Definition { get; init; }

    /// <summary><c>application/yaml</c> or <c>application/json</c>.</summary>
    [JsonPropertyOrder(1)]
    public string MediaType { get; init; } = "application/yaml";

    /// <summary>SHA-256 of the definition's content, in hexadecimal; the same content is the same version.</summary>
    [JsonPropertyOrder(1)]
    public required string Hash { get; init; }

    /// <summary>Its states in the definition's order.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<WorkflowStateRecord> States { get; init; } = [];

    /// <summary>All versions, newest first.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<WorkflowVersion> Versions { get; init; } = [];

    /// <summary>What is found in this version today; one that was stored long ago may have what would be refused now.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<DiagnosticRecord> Diagnostics { get; init; } = [];
}

/// <summary>A state of a definition.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as formats.md names it, e.g. <c>agent.run</c>, <c>switch</c>.</param>
/// <param name="Description">What it does; null where the definition does not say.</param>
public sealed record WorkflowStateRecord(string Name, string Type, string? Description = null);
