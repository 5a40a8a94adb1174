using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Google;

/// <summary>Writes the body of <c>generateContent</c>.</summary>
internal static class GoogleRequest
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(ProviderSettings settings, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            GoogleContents.Write(writer, messages, options?.Instructions);
            GoogleTools.Write(writer, settings.Capabilities, options);
            WriteConfig(writer, settings.Capabilities, options);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteConfig(Utf8JsonWriter writer, ModelCapabilities capabilities, ChatOptions? options)
    {
        writer.WriteStartObject("generationConfig");
        if (capabilities.Sampling && options?.Temperature is { } temperature)
        {
            writer.WriteNumber("temperature", temperature);
        }

        if (capabilities.Sampling && options?.TopP is { } topP)
        {
            writer.WriteNumber("topP", topP);
        }

        if (options?.MaxOutputTokens is { } limit)
        {
            writer.WriteNumber("maxOutputTokens", limit);
        }

        if (options?.Seed is { } seed)
        {
            writer.WriteNumber("seed", seed);
        }

        if (options?.ResponseFormat is ChatResponseFormatJson format)
        {
            writer.WriteString("responseMimeType", "application/json");
            if (format.Schema is { } schema)
            {
                writer.WritePropertyName("responseJsonSchema");
                schema.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }
}
