using System.Text.Json;
using Agents.Silo.Models.Messages;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Anthropic;

/// <summary>
/// Writes a conversation as turns of user and assistant: what the system says apart, neighbours of one side together, and results of tools first in
/// the turn after their calls. Signed thoughts go back as they came, unsigned ones are other vendors' and are left out.
/// </summary>
internal static class AnthropicMessages
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ChatMessage> messages, string? instructions)
    {
        var system = SystemTexts.Of(messages, instructions);
        if (string.Join("\n\n", system) is { Length: > 0 } said)
        {
            writer.WriteString("system", said);
        }

        writer.WriteStartArray("messages");
        foreach (var (isAssistant, parts) in Turns(messages))
        {
            writer.WriteStartObject();
            writer.WriteString("role", isAssistant ? "assistant" : "user");
            writer.WriteStartArray("content");
            foreach (var part in parts)
            {
                WritePart(writer, part);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static List<(bool IsAssistant, List<AIContent> Parts)> Turns(IReadOnlyList<ChatMessage> messages)
    {
        var turns = new List<(bool IsAssistant, List<AIContent> Parts)>();
        foreach (var message in messages.Where(static message => message.Role != ChatRole.System))
        {
            var parts = message.Contents.Where(CanBeSent);
            var isAssistant = message.Role == ChatRole.Assistant;
            if (turns is [.., var last] && last.IsAssistant == isAssistant)
            {
                last.Parts.AddRange(parts);
            }
            else
            {
                turns.Add((isAssistant, [.. parts]));
            }
        }

        foreach (var (_, parts) in turns.Where(static turn => !turn.IsAssistant))
        {
            var ordered = parts.OrderBy(static part => part is not FunctionResultContent).ToList();
            parts.Clear();
            parts.AddRange(ordered);
        }

        // An answer that was empty leaves nothing to send, and its neighbours become one turn.
        return turns.TrueForAll(static turn => turn.Parts.Count > 0) ? turns : Turns([.. turns.Where(static turn => turn.Parts.Count > 0).Select(static turn => new ChatMessage(turn.IsAssistant ? ChatRole.Assistant : ChatRole.User, turn.Parts))]);
    }

    // The API refuses empty texts.
    private static bool CanBeSent(AIContent part) => part switch
    {
        TextContent text => !string.IsNullOrWhiteSpace(text.Text),
        TextReasoningContent thought => thought.ProtectedData is not null,
        _ => true,
    };

    private static void WritePart(Utf8JsonWriter writer, AIContent part)
    {
        writer.WriteStartObject();
        switch (part)
        {
            case TextContent text:
                writer.WriteString("type", "text");
                writer.WriteString("text", text.Text);
                break;
            case TextReasoningContent { AdditionalProperties: { } properties } redacted when properties.ContainsKey(MessageProperties.Redacted):
                writer.WriteString("type", "redacted_thinking");
                writer.WriteString("data", redacted.ProtectedData);
                break;
            case TextReasoningContent thought:
                writer.WriteString("type", "thinking");
                writer.WriteString("thinking", thought.Text);
                writer.WriteString("signature", thought.ProtectedData);
                break;
            case FunctionCallContent call:
                WriteCall(writer, call);
                break;
            case FunctionResultContent result:
                WriteResult(writer, result);
                break;
            default:
                throw new NotSupportedException($"A part of type '{part.GetType().Name}' cannot be sent to Anthropic.");
        }

        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, FunctionCallContent call)
    {
        writer.WriteString("type", "tool_use");
        writer.WriteString("id", call.CallId);
        writer.WriteString("name", call.Name);
        writer.WritePropertyName("input");
        if (ToolCalls.MalformedOf(call) is { } malformed)
        {
            // The API wants an object here, also for what never was one.
            writer.WriteStartObject();
            writer.WriteString(MessageProperties.MalformedArguments, malformed);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteRawValue(ToolCalls.ArgumentsOf(call));
        }
    }

    private static void WriteResult(Utf8JsonWriter writer, FunctionResultContent result)
    {
        writer.WriteString("type", "tool_result");
        writer.WriteString("tool_use_id", result.CallId);
        writer.WriteString("content", ToolCalls.TextOf(result));
        if (ToolCalls.IsError(result))
        {
            writer.WriteBoolean("is_error", true);
        }
    }
}
