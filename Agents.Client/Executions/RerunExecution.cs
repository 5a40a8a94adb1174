using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agents.Client.Executions;

/// <summary>
/// The body of <c>POST /executions/{id}/rerun</c>. Without <see cref="FromStep"/> and <see cref="AtSeq"/> everything is done again, else only what
/// comes after the cut: recorded results before it are reused.
/// </summary>
// A name that is misspelt would do everything again, and pay for it.
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RerunExecution
{
    /// <summary>The id of the step that is done again, or the name of a state: all its steps that failed, or else its latest one. Null means none.</summary>
    public string? FromStep { get; init; }

    /// <summary>The number of the last event before the cut; null means none.</summary>
    public long? AtSeq { get; init; }

    /// <summary>Other inputs, a whole JSON object; null means the same. Results before the cut are kept as they are.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>The server's number of the version that the rest runs on; null means the same.</summary>
    public int? Version { get; init; }

    /// <summary>Settings for the rest that go before the definition's; what is null in it stays as it was.</summary>
    public ExecutionOverridesRecord? Overrides { get; init; }

    /// <summary>Values for the environment that the definition declares. Where the other execution is over its values are gone: give them again. Null means none.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary>One of <see cref="TriggerTypes"/> that a client of ours may claim (<c>manual</c>, <c>api</c>, <c>chat</c>); null means <c>api</c>.</summary>
    public string? TriggerType { get; init; }
}
