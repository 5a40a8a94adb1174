using System.Text;
using System.Text.Json;
using Agents.Silo.Models.Messages;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Anthropic;

/// <summary>One block of a message on its way.</summary>
internal sealed class AnthropicBlock(JsonElement content)
{
    private readonly string? _type = WireJson.Text(content, "type");
    private readonly StringBuilder _pieces = new();
    private string? _signature = WireJson.Text(content, "signature");

    /// <summary>The text that came with the block's beginning; null for blocks of other kinds.</summary>
    public TextContent? FirstText() => _type == "text" ? new TextContent(WireJson.Text(content, "text") ?? "") : null;

    /// <summary>Takes a piece of something that is given out whole.</summary>
    public void Add(JsonElement delta)
    {
        switch (WireJson.Text(delta, "type"))
        {
            case "input_json_delta":
                _pieces.Append(WireJson.Text(delta, "partial_json"));
                break;
            case "thinking_delta":
                _pieces.Append(WireJson.Text(delta, "thinking"));
                break;
            case "signature_delta":
                _signature += WireJson.Text(delta, "signature");
                break;
        }
    }

    /// <summary>The whole block; null for text, which was given out as it came, and for kinds that are newer than we are.</summary>
    public AIContent? Close(Func<string?, string, string, FunctionCallContent> call) => _type switch
    {
        "tool_use" => call(WireJson.Text(content, "id"), WireJson.Text(content, "name") ?? "", Input()),
        "thinking" => new TextReasoningContent((WireJson.Text(content, "thinking") ?? "") + _pieces) { ProtectedData = _signature },
        "redacted_thinking" => new TextReasoningContent("")
        {
            ProtectedData = WireJson.Text(content, "data"),
            AdditionalProperties = new() { [MessageProperties.Redacted] = true },
        },
        _ => null,
    };

    // A stream begins with an empty object and sends the real one in pieces; a whole message has it at once.
    private string Input() => _pieces.Length > 0 ? _pieces.ToString() : WireJson.Object(content, "input")?.GetRawText() ?? "";
}
