using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Agents.Core.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>
/// Writes the body of <c>POST /chat/completions</c>. Ours rather than the SDK's typed one, because compatible servers differ in field names
/// that the typed one fixes (<c>max_tokens</c>, <c>stream_options</c>).
/// </summary>
internal static class ChatRequest
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ConditionalWeakTable<ChatResponseFormatJson, AskedSchema> Schemas = [];

    public static ReadOnlyMemory<byte> Write(ProviderSettings settings, string model, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            ChatMessages.Write(writer, messages, options?.Instructions);
            ChatTools.Write(writer, settings.Capabilities, options);
            WriteLimits(writer, settings, model, options);
            WriteResponseFormat(writer, options?.ResponseFormat);
            WriteStreaming(writer, settings);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteLimits(Utf8JsonWriter writer, ProviderSettings settings, string model, ChatOptions? options)
    {
        var takesSampling = settings.Capabilities.Sampling && !(ProviderDefaults.IsVendor(settings.BaseUrl) && OpenAIModels.ChooseTheirOwnTemperature(model));
        if (takesSampling && options?.Temperature is { } temperature)
        {
            // A float's shortest text: 0.7, where its double would be 0.699999988079071.
            writer.WriteNumber("temperature", temperature);
        }

        if (takesSampling && options?.TopP is { } topP)
        {
            writer.WriteNumber("top_p", topP);
        }

        if (options?.MaxOutputTokens is { } limit)
        {
            writer.WriteNumber(settings.TokenLimitField == TokenLimitField.MaxTokens ? "max_tokens" : "max_completion_tokens", limit);
        }

        if (options?.Seed is { } seed)
        {
            writer.WriteNumber("seed", seed);
        }
    }

    private static void WriteResponseFormat(Utf8JsonWriter writer, ChatResponseFormat? format)
    {
        if (format is not ChatResponseFormatJson json)
        {
            return;
        }

        writer.WriteStartObject("response_format");
        if (json.Schema is null)
        {
            writer.WriteString("type", "json_object");
        }
        else
        {
            WriteSchema(writer, json, Schemas.GetValue(json, static asked => AskedSchema.Of(asked.Schema!.Value)));
        }

        writer.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter writer, ChatResponseFormatJson format, AskedSchema asked)
    {
        writer.WriteString("type", "json_schema");
        writer.WriteStartObject("json_schema");
        writer.WriteString("name", format.SchemaName ?? "output");
        writer.WritePropertyName("schema");
        asked.Schema.WriteTo(writer);
        writer.WriteBoolean("strict", asked.IsStrict);
        writer.WriteEndObject();
    }

    private static void WriteStreaming(Utf8JsonWriter writer, ProviderSettings settings)
    {
        writer.WriteBoolean("stream", true);
        if (settings.Capabilities.StreamUsage)
        {
            writer.WriteStartObject("stream_options");
            writer.WriteBoolean("include_usage", true);
            writer.WriteEndObject();
        }
    }

    private sealed record AskedSchema(JsonValue Schema, bool IsStrict)
    {
        public static AskedSchema Of(JsonElement element)
        {
            var written = JsonValue.Parse(element.GetRawText());
            return StrictSchema.TryRewrite(written, out var strict) ? new AskedSchema(strict, true) : new AskedSchema(written, false);
        }
    }
}
