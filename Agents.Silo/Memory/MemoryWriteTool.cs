using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Silo.Secrets;
using Agents.Silo.Tools;

namespace Agents.Silo.Memory;

/// <summary><c>memory_write</c>: what an agent wants to know next time.</summary>
internal sealed class MemoryWriteTool(MemoryStore store, Redactor redactor) : ITool
{
    public const string ToolName = "memory_write";

    private const int LongestKey = 200;

    private const int LongestValue = 16 * 1024;

    public string Name => ToolName;

    public string Description => "Remembers something for later executions, over what was remembered under the same key.";

    public JsonObject InputSchema { get; } = JsonObject.Of(
        ("type", "object"),
        ("properties", JsonObject.Of(
            ("key", JsonObject.Of(("type", "string"), ("minLength", 1), ("maxLength", LongestKey), ("description", "A short name to find it by. Without one it is a note of its own."))),
            ("value", JsonObject.Of(("description", "What to remember: text, or any JSON."))))),
        ("required", JsonArray.Create("value")),
        ("additionalProperties", false));

    public async Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var value = redactor.Redact(call.ExecutionId, call.Arguments["value"]);
        if (value.ToUtf8Bytes().Length > LongestValue)
        {
            return ToolResult.Fail(ErrorCategory.Validation, "memory_too_long", $"A memory is at most {LongestValue / 1024} KB. Remember the gist of it.");
        }

        var key = redactor.Redact(call.Arguments.OptionalText("key") ?? call.IdempotencyKey);
        var options = MemoryPlace.OptionsOf(call.Agent);
        await store.WriteAsync(MemoryPlace.Of(options.Scope, call.WorkflowId, call.State, call.Agent.Name), key, value, options, call.IdempotencyKey, call.ExecutionId);
        return ToolResult.Of(JsonObject.Of(("remembered", key)));
    }
}
