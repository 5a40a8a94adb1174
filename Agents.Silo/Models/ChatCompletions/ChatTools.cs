using System.Text.Json;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>Writes the tools that a model may call, and whether it must.</summary>
internal static class ChatTools
{
    public static void Write(Utf8JsonWriter writer, ModelCapabilities capabilities, ChatOptions? options)
    {
        if (options is null || WireTools.Offered(capabilities, options) is not { Count: > 0 } tools)
        {
            return;
        }

        writer.WriteStartArray("tools");
        foreach (var tool in tools)
        {
            WriteTool(writer, tool);
        }

        writer.WriteEndArray();
        if (capabilities.ToolChoice)
        {
            WriteChoice(writer, options);
        }
    }

    private static void WriteTool(Utf8JsonWriter writer, AIFunctionDeclaration tool)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "function");
        writer.WritePropertyName("function");
        WireTools.WriteDeclaration(writer, tool, "parameters");
        writer.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter writer, ChatOptions options)
    {
        switch (options.ToolMode)
        {
            case NoneChatToolMode:
                writer.WriteString("tool_choice", "none");
                break;
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                writer.WriteStartObject("tool_choice");
                writer.WriteString("type", "function");
                writer.WriteStartObject("function");
                writer.WriteString("name", name);
                writer.WriteEndObject();
                writer.WriteEndObject();
                break;
            case RequiredChatToolMode:
                writer.WriteString("tool_choice", "required");
                break;
        }

        if (options.AllowMultipleToolCalls is { } parallel)
        {
            writer.WriteBoolean("parallel_tool_calls", parallel);
        }
    }
}
