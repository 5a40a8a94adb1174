using System.Text.Json;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>Reads a stream of chunks, or a whole completion.</summary>
internal sealed class ChatReader(IReadOnlyList<ChatMessage> messages) : WireReader
{
    private readonly ToolCallPieces _calls = new(messages);
    private bool _isRefused;

    public override ChatResponseUpdate? Read(ReadOnlySpan<byte> data)
    {
        if (data.Trim((byte)' ').SequenceEqual("[DONE]"u8))
        {
            (IsComplete, IsEnd) = (true, true);
            return TakeCalls();
        }

        var root = WireJson.ParseObject(data);
        if (ChatError.Find(root) is { } error)
        {
            Error = error;
            return null;
        }

        return Read(root);
    }

    public override IEnumerable<ChatResponseUpdate> ReadWhole(ReadOnlySpan<byte> data)
        => Read(data) is { } update ? TakeCalls() is { } calls ? [update, calls] : [update] : [];

    private ChatResponseUpdate? Read(JsonElement root)
    {
        var choice = WireJson.Items(root, "choices").FirstOrDefault();
        var message = WireJson.Object(choice, "delta") ?? WireJson.Object(choice, "message") ?? default;
        var contents = Contents(message).ToList();
        var reason = WireJson.Text(choice, "finish_reason") is { Length: > 0 } given ? given : null;
        if (reason is not null)
        {
            IsComplete = true;
            contents.AddRange(_calls.Take());
        }

        if (WireJson.Object(root, "usage") is { } usage)
        {
            contents.Add(new UsageContent(ChatUsage.Read(usage)));
        }

        return contents.Count == 0 && reason is null ? null : new ChatResponseUpdate(ChatRole.Assistant, contents)
        {
            ResponseId = WireJson.Text(root, "id"),
            ModelId = WireJson.Text(root, "model"),
            FinishReason = _isRefused ? ChatFinishReason.ContentFilter : reason is null ? null : new ChatFinishReason(reason),
        };
    }

    private IEnumerable<AIContent> Contents(JsonElement message)
    {
        // vLLM says "reasoning", older ones and DeepSeek "reasoning_content".
        if ((WireJson.Text(message, "reasoning") ?? WireJson.Text(message, "reasoning_content")) is { Length: > 0 } thought)
        {
            yield return new TextReasoningContent(thought);
        }

        if (WireJson.Text(message, "content") is { } text)
        {
            yield return new TextContent(text);
        }

        if (WireJson.Text(message, "refusal") is { Length: > 0 } refusal)
        {
            _isRefused = true;
            yield return new TextContent(refusal);
        }

        foreach (var call in WireJson.Items(message, "tool_calls"))
        {
            _calls.Add(call);
        }
    }

    private ChatResponseUpdate? TakeCalls()
        => _calls.Take() is { Count: > 0 } calls ? new ChatResponseUpdate(ChatRole.Assistant, [.. calls]) : null;
}
