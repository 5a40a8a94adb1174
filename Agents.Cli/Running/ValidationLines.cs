using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Executions;
using Spectre.Console;

namespace Agents.Cli.Running;

/// <summary>What <c>--mode validate_only</c> found, a line per check and one for the estimate.</summary>
internal static class ValidationLines
{
    /// <returns>The exit code: <see cref="ExitCode.Invalid"/> where the execution would not begin.</returns>
    public static int Write(CliOutput output, ValidationReport report)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(report, ExecutionRun.Indented));
        }

        foreach (var check in report.Checks)
        {
            output.People.MarkupLine($"[{ColourOf(check.State)}]{check.State,-7}[/] {check.Check.EscapeMarkup()}: {check.Message.EscapeMarkup()}");
        }

        var estimate = report.Estimate;
        var cost = estimate.CostUsd is { } dollars ? $"${dollars:0.####}" : "cost unknown";
        var basis = estimate.Executions > 0 ? $"average of {estimate.Executions} executions" : "from the prompts, each agent asked once";
        output.People.MarkupLineInterpolated($"about {estimate.Tokens} tokens · {cost} · {ExecutionSummaryLine.Seconds(estimate.Seconds)} ({basis})");
        return report.Valid ? ExitCode.Completed : ExitCode.Invalid;
    }

    private static string ColourOf(string state) => state switch { CheckStates.Ok => "green", CheckStates.Warning => "yellow", _ => "red" };
}
