using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>Which execution another one repeats, and from where.</summary>
/// <param name="ExecutionId">The execution that is repeated.</param>
/// <param name="AtSeq">The last of its events before the cut; 0 where it is repeated from the start.</param>
public sealed record ForkOrigin(string ExecutionId, long AtSeq)
{
    internal JsonObject ToJson() => JsonObject.Of(("execution_id", ExecutionId), ("at_seq", AtSeq));

    internal static ForkOrigin? FromJson(JsonObject? json) => json is null ? null : new ForkOrigin(json.Text("execution_id"), json.OptionalLong("at_seq") ?? 0);
}
