using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary>What one call came to, tries and limits included.</summary>
internal sealed record ToolAnswer
{
    /// <summary>What the model is told; null where it failed.</summary>
    public JsonValue? Output { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public ExecutionError? Error { get; init; }

    /// <summary>Whether the failure ends the attempt.</summary>
    public bool EndsAttempt { get; init; }

    /// <summary>Whether the output was cut.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>How often the tool was called.</summary>
    public int Tries { get; init; }

    /// <summary>All tries together.</summary>
    public TimeSpan Duration { get; init; }
}
