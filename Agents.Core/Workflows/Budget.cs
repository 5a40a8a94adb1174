using System.Globalization;
using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Core.Workflows;

/// <summary>What one execution may spend; null means no limit of that kind.</summary>
public sealed record Budget
{
    /// <summary>Input and output tokens together.</summary>
    public long? Tokens { get; init; }

    /// <summary>US dollars.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>How long it may take from its first state on, waits included.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Model calls that are answered, those of retries included.</summary>
    public int? ModelCalls { get; init; }

    /// <summary>Tool calls, retries included.</summary>
    public int? ToolCalls { get; init; }

    /// <summary>Whether it limits nothing.</summary>
    public bool IsEmpty => this is { Tokens: null, CostUsd: null, Time: null, ModelCalls: null, ToolCalls: null };

    /// <summary>These limits, with gaps filled from <paramref name="fallback"/>; null where there is no limit at all.</summary>
    public static Budget? Over(Budget? own, Budget? fallback)
    {
        var budget = own is null ? fallback : fallback is null ? own : new Budget
        {
            Tokens = own.Tokens ?? fallback.Tokens,
            CostUsd = own.CostUsd ?? fallback.CostUsd,
            Time = own.Time ?? fallback.Time,
            ModelCalls = own.ModelCalls ?? fallback.ModelCalls,
            ToolCalls = own.ToolCalls ?? fallback.ToolCalls,
        };
        return budget is null or { IsEmpty: true } ? null : budget;
    }

    /// <summary>The budget as the journal and messages between grains write it; kinds without a limit are left out.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObjectBuilder(5);
        Set(json, "tokens", Tokens);
        if (CostUsd is { } cost)
        {
            json.Set("cost_usd", JsonNumber.FromText(cost.ToString(CultureInfo.InvariantCulture)));
        }

        if (Time is { } time)
        {
            json.Set("time_seconds", time.TotalSeconds);
        }

        Set(json, "model_calls", ModelCalls);
        Set(json, "tool_calls", ToolCalls);
        return json.Build();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static Budget FromJson(JsonObject json) => new()
    {
        Tokens = json.OptionalLong("tokens"),
        CostUsd = json.OptionalDecimal("cost_usd"),
        Time = json.OptionalNumber("time_seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        ModelCalls = (int?)json.OptionalLong("model_calls"),
        ToolCalls = (int?)json.OptionalLong("tool_calls"),
    };

    /// <summary>Reads the UTF-8 text of what <see cref="ToJson"/> wrote.</summary>
    public static Budget Parse(ReadOnlySpan<byte> utf8) => FromJson((JsonObject)JsonValue.Parse(utf8));

    private static void Set(JsonObjectBuilder json, string key, long? limit)
    {
        if (limit is { } value)
        {
            json.Set(key, value);
        }
    }
}
