using Agents.Client.Executions;
using Spectre.Console;

namespace Agents.Cli.Running;

/// <summary>An execution's end in a line: status, time, tokens, money, and the error where there is one.</summary>
internal static class ExecutionSummaryLine
{
    public static void Write(IAnsiConsole console, ExecutionDetail execution)
    {
        var colour = execution.Status == ExecutionStatuses.Completed ? "green" : "red";
        var duration = execution.DurationSeconds is { } seconds ? $" in {Seconds(seconds)}" : "";
        var cost = execution.TotalCostUsd is { } dollars ? $"${dollars:0.####}" : "cost unknown";
        console.MarkupLine($"[{colour}]{execution.Status}[/]{duration} · {execution.TotalTokens.Total} tokens · {cost} · {execution.Id.EscapeMarkup()}");
        if (execution.Error is { } error)
        {
            var state = error.State is null ? "" : $" in state '{error.State}'";
            console.MarkupLine($"[red]{error.Category.EscapeMarkup()}[/]{state.EscapeMarkup()}: {error.Message.EscapeMarkup()}");
        }
    }

    public static string Seconds(double seconds) => seconds < 10 ? $"{seconds:0.00} s" : $"{seconds:0.#} s";
}
