using System.CommandLine;
using System.Globalization;
using Agents.Client.Executions;

namespace Agents.Cli.Commands;

/// <summary>Budgets as <c>--budget tokens=20000 --budget cost_usd=0.5</c>.</summary>
internal static class BudgetOption
{
    public static Option<BudgetRecord?> Create(string description)
    {
        var option = new Option<BudgetRecord?>("--budget")
        {
            Description = description,
            HelpName = "LIMIT=AMOUNT",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = static result =>
            {
                var budget = new BudgetRecord();
                foreach (var token in result.Tokens)
                {
                    if (TryAdd(budget, token.Value) is not { } more)
                    {
                        result.AddError($"'{token.Value}' is not a limit. Write tokens=20000, cost_usd=0.5, time=10m or model_calls=30.");
                        return null;
                    }

                    budget = more;
                }

                return budget;
            },
        };
        return option;
    }

    private static BudgetRecord? TryAdd(BudgetRecord budget, string text)
    {
        var (name, amount) = text.Split('=', 2) is [var left, var right] ? (left, right) : (text, "");
        return name switch
        {
            "tokens" when long.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) => budget with { Tokens = tokens },
            "cost_usd" when decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) => budget with { CostUsd = dollars },
            "time" when DurationOption.TryParse(amount, out var time) => budget with { TimeSeconds = time.TotalSeconds },
            "model_calls" when int.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) => budget with { ModelCalls = calls },
            "tool_calls" when int.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) => budget with { ToolCalls = calls },
            _ => null,
        };
    }
}
