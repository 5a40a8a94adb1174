using Agents.Cli.Output;
using Agents.Client.Workflows;
using Spectre.Console;

namespace Agents.Cli.Workflows;

/// <summary>A stored workflow as a terminal shows it.</summary>
internal static class WorkflowOverview
{
    public static void Write(CliOutput output, WorkflowDetail workflow)
    {
        var console = output.People;
        console.MarkupLineInterpolated($"[bold]{workflow.Name}[/] ({workflow.Id}), version {workflow.Version}, {workflow.Status}");
        if (workflow.Description is { } description)
        {
            console.WriteLine(description);
        }

        console.WriteLine(workflow.LastExecution is { } last
            ? $"Last execution {last.Id} {last.Status}{(workflow.SuccessRate is { } rate ? $", {rate * 100:0} % completed in 30 days" : "")}"
            : "It has not run yet.");
        console.WriteLine();
        var states = Tables.Of("State", "Type", "Description");
        foreach (var state in workflow.States)
        {
            states.AddTextRow(state.Name, state.Type, state.Description ?? "");
        }

        console.Write(states);
        console.WriteLine();
        Write(console, workflow.Versions);
        new DiagnosticLines(output.Errors).Write(workflow.Id, workflow.Diagnostics);
    }

    public static void Write(IAnsiConsole console, IReadOnlyList<WorkflowVersion> versions)
    {
        var table = Tables.Of("Version", "Label", "Stored", "Hash", "");
        foreach (var version in versions)
        {
            table.AddTextRow($"{version.Version}", version.Label ?? "", $"{version.CreatedAt.UtcDateTime:u}", version.Hash[..Math.Min(12, version.Hash.Length)], version.IsCurrent ? "current" : "");
        }

        console.Write(table);
    }
}
