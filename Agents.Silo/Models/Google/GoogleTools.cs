using System.Text.Json;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Google;

/// <summary>Writes the tools that a model may call, and whether it must. The API always allows several calls at once.</summary>
internal static class GoogleTools
{
    public static void Write(Utf8JsonWriter writer, ModelCapabilities capabilities, ChatOptions? options)
    {
        if (options is null || WireTools.Offered(capabilities, options) is not { Count: > 0 } tools)
        {
            return;
        }

        writer.WriteStartArray("tools");
        writer.WriteStartObject();
        writer.WriteStartArray("functionDeclarations");
        foreach (var tool in tools)
        {
            WireTools.WriteDeclaration(writer, tool, "parametersJsonSchema");
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (capabilities.ToolChoice && options.ToolMode is { } mode and not AutoChatToolMode)
        {
            WriteChoice(writer, mode);
        }
    }

    private static void WriteChoice(Utf8JsonWriter writer, ChatToolMode mode)
    {
        writer.WriteStartObject("toolConfig");
        writer.WriteStartObject("functionCallingConfig");
        writer.WriteString("mode", mode is NoneChatToolMode ? "NONE" : "ANY");
        if (mode is RequiredChatToolMode { RequiredFunctionName: { } name })
        {
            writer.WriteStartArray("allowedFunctionNames");
            writer.WriteStringValue(name);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
