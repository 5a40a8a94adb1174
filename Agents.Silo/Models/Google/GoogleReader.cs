using System.Text.Json;
using Agents.Silo.Models.Messages;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Google;

/// <summary>Reads responses of <c>generateContent</c>: each has some parts of the answer, the last one says why it ends.</summary>
internal sealed class GoogleReader(IReadOnlyList<ChatMessage> messages) : WireReader
{
    private int _calls;

    public override ChatResponseUpdate? Read(ReadOnlySpan<byte> data) => Read(WireJson.ParseObject(data));

    public override IEnumerable<ChatResponseUpdate> ReadWhole(ReadOnlySpan<byte> data)
    {
        // Servers that do not know alt=sse send the whole stream as one list.
        var root = JsonElement.Parse(data);
        IEnumerable<JsonElement> responses = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root];
        return [.. responses.Select(Read).OfType<ChatResponseUpdate>()];
    }

    private ChatResponseUpdate? Read(JsonElement root)
    {
        if (GoogleError.Find(root) is { } error)
        {
            Error = error;
            return null;
        }

        if (WireJson.Text(WireJson.Object(root, "promptFeedback") ?? default, "blockReason") is { } blocked)
        {
            return End(root, [new TextContent($"The prompt was blocked: {blocked}.")], "content_filter");
        }

        var candidate = WireJson.Items(root, "candidates").FirstOrDefault();
        var parts = WireJson.Items(WireJson.Object(candidate, "content") ?? default, "parts").Select(PartOf).OfType<AIContent>().ToList();
        var reason = WireJson.Text(candidate, "finishReason");
        if (reason is "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL")
        {
            Error = new WireError(WireJson.Text(candidate, "finishMessage") ?? $"The model ended with {reason}.", reason.ToLowerInvariant());
            return null;
        }

        return End(root, parts, reason is null ? null : ReasonOf(reason));
    }

    private ChatResponseUpdate? End(JsonElement root, List<AIContent> contents, string? reason)
    {
        IsComplete |= reason is not null;
        if (WireJson.Object(root, "usageMetadata") is { } usage)
        {
            contents.Add(new UsageContent(UsageOf(usage)));
        }

        return contents.Count == 0 && reason is null ? null : new ChatResponseUpdate(ChatRole.Assistant, contents)
        {
            ResponseId = WireJson.Text(root, "responseId"),
            ModelId = WireJson.Text(root, "modelVersion"),
            FinishReason = reason is null ? null : new ChatFinishReason(reason),
        };
    }

    private AIContent? PartOf(JsonElement part)
    {
        AIContent? content = WireJson.Object(part, "functionCall") is { } call
            ? ToolCalls.Create(WireJson.Text(call, "id"), WireJson.Text(call, "name") ?? "", WireJson.Object(call, "args")?.GetRawText() ?? "", messages, _calls++)
            : WireJson.Text(part, "text") is not { } text ? null
            : WireJson.IsTrue(part, "thought") ? new TextReasoningContent(text)
            : new TextContent(text);
        if (content is not null && WireJson.Text(part, "thoughtSignature") is { } signature)
        {
            (content.AdditionalProperties ??= [])[MessageProperties.ThoughtSignature] = signature;
        }

        return content;
    }

    // Thoughts are counted apart from the answer, and what tools of Google's own read apart from the prompt.
    private static UsageDetails UsageOf(JsonElement usage)
    {
        var thoughts = WireJson.Count(usage, "thoughtsTokenCount");
        var input = WireJson.Count(usage, "promptTokenCount") + (WireJson.Count(usage, "toolUsePromptTokenCount") ?? 0);
        var output = (WireJson.Count(usage, "candidatesTokenCount") ?? 0) + (thoughts ?? 0);
        return new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = WireJson.Count(usage, "totalTokenCount") ?? input + output,
            CachedInputTokenCount = WireJson.Count(usage, "cachedContentTokenCount"),
            ReasoningTokenCount = thoughts,
        };
    }

    // Calls of tools end with STOP, as text does.
    private string ReasonOf(string reason) => reason switch
    {
        "STOP" => _calls > 0 ? "tool_calls" : "stop",
        "MAX_TOKENS" => "length",
        "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" or "IMAGE_SAFETY" => "content_filter",
        _ => reason.ToLowerInvariant(),
    };
}
