using Agents.Core.Json;

namespace Agents.Chaos.Workflows;

/// <summary>What comes from outside.</summary>
internal static class Given
{
    /// <summary>What every signal of a name carries.</summary>
    public static JsonValue Payload(string signal) => JsonObject.Of(("said", signal));
}
