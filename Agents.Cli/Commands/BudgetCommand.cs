using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Budgets;
using Agents.Client.Executions;
using Agents.Client.Json;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents executions budget</c>: shows an execution's budget, or sets it.</summary>
internal static class BudgetCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "The execution." };
        var budget = BudgetOption.Create("Its whole budget from here on; repeatable: tokens=20000, cost_usd=0.5, time=10m, model_calls=30. What the old one held goes on.");
        var command = new Command("budget", "Show what an execution may spend and has spent, or raise or lower it.") { id, budget };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var execution = parsed.GetRequiredValue(id);
            if (parsed.GetValue(budget) is { } wanted)
            {
                await client.Budgets.SetAsync(execution, wanted, cancellationToken);
            }

            return Show(output, await client.Budgets.GetAsync(execution, cancellationToken));
        });
    }

    private static int Show(CliOutput output, ExecutionBudgetRecord budget)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(budget, AgentsJson.Wire.ExecutionBudgetRecord));
            return ExitCode.Completed;
        }

        var limits = budget.Budget ?? new BudgetRecord();
        var table = Tables.Of("", "Used", "Reserved", "Limit");
        table.AddTextRow("tokens", Text(budget.Used.Tokens), Text(budget.Reserved.Tokens), Text(limits.Tokens));
        table.AddTextRow("cost_usd", budget.Used.CostUsd is { } cost ? Text(cost) : "unknown", Text(budget.Reserved.CostUsd), Text(limits.CostUsd));
        table.AddTextRow("model_calls", Text(budget.Used.ModelCalls), Text(budget.Reserved.ModelCalls), Text(limits.ModelCalls));
        table.AddTextRow("time", "", "", limits.TimeSeconds is { } seconds ? $"{seconds:0.###} s" : "");
        output.People.Write(table);
        if (budget.Exceeded is { } exceeded)
        {
            output.People.MarkupLineInterpolated($"[yellow]{exceeded.Message}[/]");
        }

        return ExitCode.Completed;
    }

    private static string Text(decimal? amount) => amount?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
