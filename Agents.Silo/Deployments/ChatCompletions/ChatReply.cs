using System.Globalization;
using System.Text.Json;
using Agents.Client.Executions;
using Agents.Core.Json;

namespace Agents.Silo.Deployments.ChatCompletions;

/// <summary>An execution as a chat completion: one message, whole or in chunks.</summary>
/// <param name="Model">The deployment, as the caller named it.</param>
/// <param name="Started">The execution when it was begun.</param>
internal sealed record ChatReply(string Model, ExecutionDetail Started)
{
    private const string Whole = "chat.completion";

    private const string Chunk = "chat.completion.chunk";

    /// <summary>The reply where the whole message comes at once.</summary>
    public JsonObject Completion(ExecutionDetail ended) => Envelope(Whole, Choice("message", Says(Content(ended)), "stop")).With("usage", Usage(ended));

    /// <summary>The first chunk says who speaks.</summary>
    public JsonObject Beginning() => Delta(JsonObject.Of(("role", "assistant"), ("content", "")));

    /// <summary>What a model of the workflow writes on the way. Clients that show a model's thinking show it; to others it is nothing.</summary>
    public JsonObject Thought(string text) => Delta(JsonObject.Of(("reasoning_content", text)));

    public JsonObject ContentChunk(ExecutionDetail ended) => Delta(JsonObject.Of(("content", Content(ended))));

    public JsonObject LastChunk() => Envelope(Chunk, Choice("delta", JsonObject.Empty, "stop"));

    public JsonObject UsageChunk(ExecutionDetail ended) => Envelope(Chunk).With("usage", Usage(ended));

    /// <summary>A text as it is; the text of an object that has one beside the inputs; else JSON.</summary>
    public static string Content(ExecutionDetail ended)
    {
        if (ended.Outputs is not { } outputs)
        {
            return "";
        }

        if (outputs.ValueKind == JsonValueKind.Object)
        {
            // Outputs of graphs are all their fields, inputs included.
            var made = outputs.EnumerateObject().Where(member => !ended.Inputs.TryGetProperty(member.Name, out _)).Take(2).ToList();
            if (made is [{ Value.ValueKind: JsonValueKind.String } text])
            {
                return text.Value.GetString()!;
            }
        }

        return outputs.ValueKind == JsonValueKind.String ? outputs.GetString()! : outputs.GetRawText();
    }

    private static JsonObject Says(string content) => JsonObject.Of(("role", "assistant"), ("content", content), ("refusal", JsonValue.Null));

    private JsonObject Delta(JsonObject delta) => Envelope(Chunk, Choice("delta", delta, JsonValue.Null));

    private static JsonObject Choice(string member, JsonObject said, JsonValue reason)
        => JsonObject.Of(("index", 0), (member, said), ("logprobs", JsonValue.Null), ("finish_reason", reason));

    private JsonObject Envelope(string type, params ReadOnlySpan<JsonValue> choices) => JsonObject.Of(
        ("id", $"chatcmpl-{Started.Id}"),
        ("object", type),
        ("created", Started.CreatedAt.ToUnixTimeSeconds()),
        ("model", Model),
        ("system_fingerprint", string.Create(CultureInfo.InvariantCulture, $"{Started.WorkflowId}-v{Started.WorkflowVersion}")),
        ("choices", JsonArray.Create(choices)));

    private static JsonObject Usage(ExecutionDetail ended) => JsonObject.Of(
        ("prompt_tokens", ended.TotalTokens.Input), ("completion_tokens", ended.TotalTokens.Output), ("total_tokens", ended.TotalTokens.Total));
}
