using System.Text.Json;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Anthropic;

/// <summary>Writes the tools that a model may call, and whether it must.</summary>
internal static class AnthropicTools
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
            WireTools.WriteDeclaration(writer, tool, "input_schema");
        }

        writer.WriteEndArray();
        if (capabilities.ToolChoice && (options.ToolMode is not null || options.AllowMultipleToolCalls == false))
        {
            WriteChoice(writer, options);
        }
    }

    private static void WriteChoice(Utf8JsonWriter writer, ChatOptions options)
    {
        writer.WriteStartObject("tool_choice");
        switch (options.ToolMode)
        {
            case NoneChatToolMode:
                writer.WriteString("type", "none");
                break;
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                writer.WriteString("type", "tool");
                writer.WriteString("name", name);
                break;
            case RequiredChatToolMode:
                writer.WriteString("type", "any");
                break;
            default:
                writer.WriteString("type", "auto");
                break;
        }

        if (options.AllowMultipleToolCalls == false && options.ToolMode is not NoneChatToolMode)
        {
            writer.WriteBoolean("disable_parallel_tool_use", true);
        }

        writer.WriteEndObject();
    }
}
