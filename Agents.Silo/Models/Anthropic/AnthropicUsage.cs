using System.Text.Json;
using Agents.Silo.Models.Messages;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Anthropic;

/// <summary>Tokens as the Messages API counts them: cached ones apart from the rest of the input, and each report over the one before.</summary>
internal sealed class AnthropicUsage
{
    private long? _input;
    private long? _cacheRead;
    private long? _cacheWrite;
    private long? _output;
    private long? _thinking;

    public void Add(JsonElement? report)
    {
        if (report is not { } usage)
        {
            return;
        }

        _input = WireJson.Count(usage, "input_tokens") ?? _input;
        _cacheRead = WireJson.Count(usage, "cache_read_input_tokens") ?? _cacheRead;
        _cacheWrite = WireJson.Count(usage, "cache_creation_input_tokens") ?? _cacheWrite;
        _output = WireJson.Count(usage, "output_tokens") ?? _output;
        _thinking = WireJson.Count(WireJson.Object(usage, "output_tokens_details") ?? default, "thinking_tokens") ?? _thinking;
    }

    /// <summary>The counts so far, input with all of its parts; null where nothing was counted.</summary>
    public UsageContent? ToContent()
    {
        if (_input is null && _output is null)
        {
            return null;
        }

        var input = _input + (_cacheRead ?? 0) + (_cacheWrite ?? 0);
        return new UsageContent(new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = _output,
            TotalTokenCount = input + _output,
            CachedInputTokenCount = _cacheRead,
            ReasoningTokenCount = _thinking,
        }.WithCacheWrite(_cacheWrite));
    }
}
