using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>One event of a stream (or a whole completion, which some servers send although a stream was asked), as far as we read it.</summary>
internal sealed record ChatChunk
{
    private static readonly ChatChunk End = new() { IsEnd = true };

    public string? Text { get; private init; }

    public string? FinishReason { get; private init; }

    public UsageDetails? Usage { get; private init; }

    /// <summary>An error that came inside the stream.</summary>
    public ChatError? Error { get; private init; }

    /// <summary>The closing <c>[DONE]</c>.</summary>
    public bool IsEnd { get; private init; }

    /// <exception cref="JsonException">Not what Chat Completions sends.</exception>
    public static ChatChunk Parse(ReadOnlySpan<byte> data)
    {
        if (data.Trim((byte)' ').SequenceEqual("[DONE]"u8))
        {
            return End;
        }

        var reader = new Utf8JsonReader(data);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? Read(document.RootElement)
            : throw new JsonException("An event of the stream is not a JSON object.");
    }

    private static ChatChunk Read(JsonElement root)
    {
        var choice = root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0 ? choices[0] : default;
        var message = Member(choice, "delta") ?? Member(choice, "message") ?? default;
        return new ChatChunk
        {
            Text = TextOf(message, "content") ?? TextOf(message, "refusal"),
            FinishReason = TextOf(message, "refusal") is null ? TextOf(choice, "finish_reason") : "content_filter",
            Usage = Member(root, "usage") is { } usage ? UsageOf(usage) : null,
            Error = ChatError.Find(root),
        };
    }

    private static UsageDetails UsageOf(JsonElement usage)
    {
        var (input, output) = (CountOf(usage, "prompt_tokens"), CountOf(usage, "completion_tokens"));
        return new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = CountOf(usage, "total_tokens") ?? input + output };
    }

    private static JsonElement? Member(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object ? member : null;

    private static string? TextOf(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static long? CountOf(JsonElement element, string name)
        => element.TryGetProperty(name, out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var value) ? value : null;
}
