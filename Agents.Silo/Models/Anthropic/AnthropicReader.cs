using System.Text.Json;
using Agents.Silo.Models.Messages;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Anthropic;

/// <summary>Reads the events of a message: text as it comes, thoughts and calls of tools once they are whole.</summary>
internal sealed class AnthropicReader(IReadOnlyList<ChatMessage> messages) : WireReader
{
    private readonly Dictionary<long, AnthropicBlock> _open = [];
    private readonly AnthropicUsage _usage = new();
    private string? _id;
    private string? _model;
    private int _calls;

    public override ChatResponseUpdate? Read(ReadOnlySpan<byte> data)
    {
        var root = WireJson.ParseObject(data);
        switch (WireJson.Text(root, "type"))
        {
            case "message_start":
                return Start(WireJson.Object(root, "message") ?? default);
            case "content_block_start":
                return Begin(WireJson.Count(root, "index") ?? 0, WireJson.Object(root, "content_block") ?? default);
            case "content_block_delta":
                return Update(Add(WireJson.Count(root, "index") ?? 0, WireJson.Object(root, "delta") ?? default));
            case "content_block_stop":
                return _open.Remove(WireJson.Count(root, "index") ?? 0, out var block) ? Update(Close(block)) : null;
            case "message_delta":
                return End(WireJson.Object(root, "delta") ?? default, WireJson.Object(root, "usage"));
            case "message_stop":
                (IsComplete, IsEnd) = (true, true);
                return null;
            case "error":
                Error = AnthropicError.Find(root);
                return null;
            default:
                // A ping says that the server lives, not that the answer goes on; other events are newer than we are.
                return null;
        }
    }

    public override IEnumerable<ChatResponseUpdate> ReadWhole(ReadOnlySpan<byte> data)
    {
        var root = WireJson.ParseObject(data);
        if (AnthropicError.Find(root) is { } error)
        {
            Error = error;
            return [];
        }

        if (WireJson.Text(root, "type") != "message")
        {
            throw new JsonException("The answer is not a message.");
        }

        var blocks = WireJson.Items(root, "content").Select(static content => new AnthropicBlock(content)).Select(block => Update(block.FirstText() ?? Close(block)));
        return [Start(root), .. blocks.ToList(), End(root, WireJson.Object(root, "usage"))];
    }

    private ChatResponseUpdate Start(JsonElement message)
    {
        (_id, _model) = (WireJson.Text(message, "id"), WireJson.Text(message, "model"));
        _usage.Add(WireJson.Object(message, "usage"));
        return Update(null);
    }

    private ChatResponseUpdate Begin(long index, JsonElement content)
    {
        var block = _open[index] = new AnthropicBlock(content);
        return Update(block.FirstText());
    }

    private TextContent? Add(long index, JsonElement delta)
    {
        if (WireJson.Text(delta, "type") == "text_delta")
        {
            return new TextContent(WireJson.Text(delta, "text") ?? "");
        }

        _open.GetValueOrDefault(index)?.Add(delta);
        return null;
    }

    private AIContent? Close(AnthropicBlock block) => block.Close((id, name, input) => ToolCalls.Create(id, name, input, messages, _calls++));

    private ChatResponseUpdate End(JsonElement delta, JsonElement? usage)
    {
        _usage.Add(usage);
        var update = Update(_usage.ToContent());
        if (WireJson.Text(delta, "stop_reason") is { } reason)
        {
            IsComplete = true;
            update.FinishReason = new ChatFinishReason(ReasonOf(reason));
        }

        return update;
    }

    private ChatResponseUpdate Update(AIContent? content)
        => new(ChatRole.Assistant, content is null ? [] : [content]) { ResponseId = _id, ModelId = _model };

    private static string ReasonOf(string reason) => reason switch
    {
        "end_turn" or "stop_sequence" => "stop",
        "max_tokens" or "model_context_window_exceeded" => "length",
        "tool_use" => "tool_calls",
        "refusal" => "content_filter",
        _ => reason,
    };
}
