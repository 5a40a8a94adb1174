using Agents.Core.Json;

namespace Agents.Core.Executions.Conversations;

/// <summary>A tool call that a model asks for.</summary>
/// <param name="Id">The provider's id of the call, which its result has to name.</param>
/// <param name="Tool">The tool's name as the model wrote it; there may be no such tool.</param>
/// <param name="Arguments">An object; where the model wrote something else, what it wrote as text.</param>
public sealed record ToolRequest(string Id, string Tool, JsonValue Arguments)
{
    /// <summary>The request as the journal writes it.</summary>
    public JsonObject ToJson() => JsonObject.Of(("id", Id), ("name", Tool), ("arguments", Arguments));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Id or name is missing.</exception>
    public static ToolRequest FromJson(JsonObject json) => new(json.Text("id"), json.Text("name"), json.Find("arguments") ?? JsonObject.Empty);

    /// <summary>Whether it asks for the same as another one does.</summary>
    public bool IsSameCall(ToolRequest other) => Tool == other.Tool && Arguments.Equals(other.Arguments);
}
