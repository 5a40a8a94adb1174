using System.Globalization;
using Agents.Client.Executions;

namespace Agents.Dashboard.Executions;

/// <summary>Reads the budget's form; null and the field that is wrong where it is none.</summary>
internal static class BudgetForm
{
    public static BudgetRecord? Read(IFormCollection form, out string problem)
    {
        problem = "";
        var budget = new BudgetRecord
        {
            Tokens = (long?)Number(form, "tokens", isWhole: true, ref problem),
            CostUsd = Number(form, "cost_usd", isWhole: false, ref problem),
            TimeSeconds = (double?)Number(form, "time_seconds", isWhole: false, ref problem),
            ModelCalls = (int?)Number(form, "model_calls", isWhole: true, ref problem),
            ToolCalls = (int?)Number(form, "tool_calls", isWhole: true, ref problem),
        };
        return problem.Length == 0 ? budget : null;
    }

    private static decimal? Number(IFormCollection form, string name, bool isWhole, ref string problem)
    {
        var text = form[name].ToString().Trim();
        if (text.Length == 0)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue && (!isWhole || number == decimal.Truncate(number)))
        {
            return number;
        }

        problem = $"'{name}' is a {(isWhole ? "whole number" : "number")} from 0, or empty for no limit.";
        return null;
    }
}
