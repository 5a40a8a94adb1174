using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads <c>budget {tokens, cost_usd, time, model_calls, tool_calls}</c>.</summary>
internal static class BudgetReader
{
    public static Budget? Read(MappingReader? keys)
    {
        if (keys is null)
        {
            return null;
        }

        var budget = new Budget
        {
            Tokens = keys.Integer("tokens", 0, long.MaxValue),
            CostUsd = (decimal?)keys.Number("cost_usd", 0, 1_000_000_000),
            Time = keys.Duration("time"),
            ModelCalls = (int?)keys.Integer("model_calls", 0),
            ToolCalls = (int?)keys.Integer("tool_calls", 0),
        };
        keys.Finish();
        return budget;
    }
}
