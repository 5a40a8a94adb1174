using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Silo.Workflows;

/// <summary>A stored workflow version, loaded.</summary>
/// <param name="Plan">What runs.</param>
/// <param name="Version">The server's number.</param>
/// <param name="ContentHash">SHA-256 of the definition's text, lower-case hex.</param>
internal sealed record StoredWorkflow(Workflow Plan, int Version, string ContentHash)
{
    /// <summary>The agents of environments that the plan has, as it names them, each with the hash of its file; empty where it has none.</summary>
    public JsonObject Agents { get; init; } = JsonObject.Empty;
}
