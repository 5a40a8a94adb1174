using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Anthropic;

/// <summary>Writes the body of <c>POST /v1/messages</c>.</summary>
internal static class AnthropicRequest
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(ProviderSettings settings, string model, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            // The API has no default of its own.
            writer.WriteNumber("max_tokens", options?.MaxOutputTokens ?? CallReservation.DefaultMaxTokens);
            AnthropicMessages.Write(writer, messages, options?.Instructions);
            AnthropicTools.Write(writer, settings.Capabilities, options);
            WriteSampling(writer, settings.Capabilities, options);
            WriteFormat(writer, options?.ResponseFormat);
            writer.WriteBoolean("stream", true);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteSampling(Utf8JsonWriter writer, ModelCapabilities capabilities, ChatOptions? options)
    {
        if (!capabilities.Sampling)
        {
            return;
        }

        if (options?.Temperature is { } temperature)
        {
            writer.WriteNumber("temperature", temperature);
        }
        else if (options?.TopP is { } topP)
        {
            // Newer models refuse both together.
            writer.WriteNumber("top_p", topP);
        }
    }

    private static void WriteFormat(Utf8JsonWriter writer, ChatResponseFormat? format)
    {
        if (format is not ChatResponseFormatJson json || AnthropicSchema.For(json) is not { } schema)
        {
            return;
        }

        writer.WriteStartObject("output_config");
        writer.WriteStartObject("format");
        writer.WriteString("type", "json_schema");
        writer.WritePropertyName("schema");
        schema.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
