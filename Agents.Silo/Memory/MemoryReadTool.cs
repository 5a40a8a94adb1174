using Agents.Core.Json;
using Agents.Silo.Tools;

namespace Agents.Silo.Memory;

/// <summary><c>memory_read</c>: what was remembered.</summary>
internal sealed class MemoryReadTool(MemoryStore store) : ITool
{
    public const string ToolName = "memory_read";

    private const int Most = 50;

    public string Name => ToolName;

    public string Description => "Gives what was remembered in earlier executions, the latest first: under one key, or whatever holds some words.";

    public JsonObject InputSchema { get; } = JsonObject.Of(
        ("type", "object"),
        ("properties", JsonObject.Of(
            ("key", JsonObject.Of(("type", "string"), ("description", "Only what was remembered under this key."))),
            ("query", JsonObject.Of(("type", "string"), ("description", "Only what holds this text."))),
            ("limit", JsonObject.Of(("type", "integer"), ("minimum", 1), ("maximum", Most), ("description", $"How many, {Most} unless given."))))),
        ("additionalProperties", false));

    public async Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var place = MemoryPlace.Of(MemoryPlace.OptionsOf(call.Agent).Scope, call.WorkflowId, call.State, call.Agent.Name);
        var rows = await store.ReadAsync(place, call.Arguments.OptionalText("key"), call.Arguments.OptionalText("query"), (int)(call.Arguments.OptionalInteger("limit") ?? Most));
        return ToolResult.Of(JsonArray.From(rows.Select(static row => (JsonValue)JsonObject.Of(
            ("key", row.Key), ("value", JsonValue.Parse(row.Value)), ("updated_at", Storage.TimeText.ToText(row.UpdatedAt))))));
    }
}
