using System.Text.Json;
using Agents.Silo.Models.Messages;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Google;

/// <summary>
/// Writes a conversation as turns of user and model. Signatures of thoughts go back on the parts they came with; the thoughts themselves do not.
/// </summary>
internal static class GoogleContents
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ChatMessage> messages, string? instructions)
    {
        var system = SystemTexts.Of(messages, instructions);
        if (string.Join("\n\n", system) is { Length: > 0 } said)
        {
            writer.WriteStartObject("systemInstruction");
            writer.WriteStartArray("parts");
            writer.WriteStartObject();
            writer.WriteString("text", said);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        var names = messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().GroupBy(static call => call.CallId).ToDictionary(static calls => calls.Key, static calls => calls.First());
        writer.WriteStartArray("contents");
        foreach (var message in messages.Where(static message => message.Role != ChatRole.System && message.Contents.Any(CanBeSent)))
        {
            writer.WriteStartObject();
            writer.WriteString("role", message.Role == ChatRole.Assistant ? "model" : "user");
            writer.WriteStartArray("parts");
            foreach (var part in message.Contents.Where(CanBeSent))
            {
                WritePart(writer, part, names);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static bool CanBeSent(AIContent part) => part switch
    {
        TextContent text => text.Text.Length > 0 || SignatureOf(part) is not null,
        TextReasoningContent => SignatureOf(part) is not null,
        _ => true,
    };

    private static void WritePart(Utf8JsonWriter writer, AIContent part, Dictionary<string, FunctionCallContent> calls)
    {
        writer.WriteStartObject();
        switch (part)
        {
            case TextContent text:
                writer.WriteString("text", text.Text);
                break;
            case TextReasoningContent thought:
                writer.WriteString("text", thought.Text);
                writer.WriteBoolean("thought", true);
                break;
            case FunctionCallContent call:
                WriteCall(writer, call);
                break;
            case FunctionResultContent result:
                WriteResult(writer, result, calls.GetValueOrDefault(result.CallId));
                break;
            default:
                throw new NotSupportedException($"A part of type '{part.GetType().Name}' cannot be sent to Google.");
        }

        if (SignatureOf(part) is { } signature)
        {
            writer.WriteString("thoughtSignature", signature);
        }

        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, FunctionCallContent call)
    {
        writer.WriteStartObject("functionCall");
        WriteId(writer, call);
        writer.WriteString("name", call.Name);
        writer.WritePropertyName("args");
        if (ToolCalls.MalformedOf(call) is { } malformed)
        {
            writer.WriteStartObject();
            writer.WriteString(MessageProperties.MalformedArguments, malformed);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteRawValue(ToolCalls.ArgumentsOf(call));
        }

        writer.WriteEndObject();
    }

    // Results are told by the name of what was called; ids came later to this API.
    private static void WriteResult(Utf8JsonWriter writer, FunctionResultContent result, FunctionCallContent? call)
    {
        writer.WriteStartObject("functionResponse");
        if (call is not null)
        {
            WriteId(writer, call);
        }

        writer.WriteString("name", call?.Name ?? result.CallId);
        writer.WriteStartObject("response");
        writer.WritePropertyName(ToolCalls.IsError(result) ? "error" : "output");
        ExtraJson.ToJson(result.Result).WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter writer, FunctionCallContent call)
    {
        if (ToolCalls.IdOf(call) is { } id)
        {
            writer.WriteString("id", id);
        }
    }

    private static string? SignatureOf(AIContent part)
        => part.AdditionalProperties is { } properties && properties.TryGetValue(MessageProperties.ThoughtSignature, out var signature) ? signature as string : null;
}
