using System.Text.Json;
using Agents.Silo.Models.Messages;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>
/// Writes a conversation as Chat Completions wants it: an answer's calls of tools beside its text, and each result as a message of its own. Thoughts
/// are not sent back; these servers neither sign nor want them.
/// </summary>
internal static class ChatMessages
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ChatMessage> messages, string? instructions)
    {
        writer.WriteStartArray("messages");
        if (instructions is not null)
        {
            WriteText(writer, ChatRole.System.Value, instructions);
        }

        foreach (var message in messages)
        {
            WriteMessage(writer, message);
        }

        writer.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter writer, ChatMessage message)
    {
        FunctionCallContent[] calls = [.. message.Contents.OfType<FunctionCallContent>()];
        FunctionResultContent[] results = [.. message.Contents.OfType<FunctionResultContent>()];
        foreach (var result in results)
        {
            WriteResult(writer, result);
        }

        if (calls.Length > 0)
        {
            WriteCalls(writer, message.Text, calls);
        }
        else if (results.Length == 0 || message.Text.Length > 0)
        {
            WriteText(writer, results.Length > 0 ? ChatRole.User.Value : message.Role.Value, message.Text);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string role, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("role", role);
        writer.WriteString("content", text);
        writer.WriteEndObject();
    }

    private static void WriteCalls(Utf8JsonWriter writer, string text, FunctionCallContent[] calls)
    {
        writer.WriteStartObject();
        writer.WriteString("role", ChatRole.Assistant.Value);
        writer.WriteString("content", text.Length == 0 ? null : text);
        writer.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            writer.WriteStartObject();
            writer.WriteString("id", call.CallId);
            writer.WriteString("type", "function");
            writer.WriteStartObject("function");
            writer.WriteString("name", call.Name);
            writer.WriteString("arguments", ToolCalls.ArgumentsOf(call));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, FunctionResultContent result)
    {
        writer.WriteStartObject();
        writer.WriteString("role", ChatRole.Tool.Value);
        writer.WriteString("tool_call_id", result.CallId);
        writer.WriteString("content", ToolCalls.TextOf(result));
        writer.WriteEndObject();
    }
}
