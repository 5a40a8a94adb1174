using System.Text.Json;
using Agents.Silo.Models.Messages;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>Tokens as Chat Completions counts them: cached ones are part of the prompt, reasoning is part of the completion.</summary>
internal static class ChatUsage
{
    public static UsageDetails Read(JsonElement usage)
    {
        var (input, output) = (WireJson.Count(usage, "prompt_tokens"), WireJson.Count(usage, "completion_tokens"));
        var prompt = WireJson.Object(usage, "prompt_tokens_details") ?? default;
        return new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = WireJson.Count(usage, "total_tokens") ?? input + output,
            CachedInputTokenCount = WireJson.Count(prompt, "cached_tokens"),
            ReasoningTokenCount = WireJson.Count(WireJson.Object(usage, "completion_tokens_details") ?? default, "reasoning_tokens"),
        }.WithCacheWrite(WireJson.Count(prompt, "cache_write_tokens"));
    }
}
