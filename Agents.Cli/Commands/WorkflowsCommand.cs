using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Cli.Workflows;
using Agents.Client.Json;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents workflows</c>: what a server has stored.</summary>
internal static class WorkflowsCommand
{
    public static Command Create() => new("workflows", "List, read, store and change workflows on a server.")
    {
        List(),
        Get(),
        Store(),
        WorkflowVersionCommands.Show(),
        WorkflowVersionCommands.Versions(),
        WorkflowVersionCommands.Diff(),
        WorkflowVersionCommands.Rollback(),
        WorkflowSwitchCommands.Enable(),
        WorkflowSwitchCommands.Disable(),
        WorkflowSwitchCommands.Delete(),
    };

    /// <summary>The workflow that a command is about.</summary>
    public static Argument<string> Id() => new("ID") { Description = "The workflow." };

    private static Command List()
    {
        var query = new Option<string?>("--query", "-q") { Description = "Text in id, name, description or tags." };
        var command = new Command("list", "List workflows by id.") { query };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var page = await client.Workflows.ListAsync(parsed.GetValue(query), cancellationToken: cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageWorkflowSummary));
                return ExitCode.Completed;
            }

            var table = Tables.Of("ID", "Version", "Name", "Status", "Format", "States", "Last execution");
            foreach (var row in page.Items)
            {
                table.AddTextRow(row.Id, $"{row.Version}", row.Name, row.Status, row.Format, $"{row.StateCount}", row.LastExecution?.Status ?? "");
            }

            output.People.Write(table);
            return ExitCode.Completed;
        });
    }

    private static Command Get()
    {
        var id = Id();
        var command = new Command("get", "Write a workflow's current definition.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var workflow = await client.Workflows.GetAsync(parsed.GetRequiredValue(id), cancellationToken);
            output.Results.WriteLine(output.IsJson ? JsonSerializer.Serialize(workflow, AgentsJson.Wire.WorkflowDetail) : workflow.Definition.TrimEnd());
            return ExitCode.Completed;
        });
    }

    private static Command Store()
    {
        var path = SharedOptions.File();
        var command = new Command("create", "Store a workflow file; the same content twice is one version.") { path };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var file = await WorkflowFile.ReadAsync(parsed.GetRequiredValue(path), strict: false, cancellationToken);
            new DiagnosticLines(output.Errors).Write(file.Name, file.Diagnostics);
            if (!file.IsValid)
            {
                return ExitCode.Invalid;
            }

            var stored = await client.Workflows.CreateAsync(file.Text, fileName: file.FileName, cancellationToken: cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(stored, AgentsJson.Wire.CreateWorkflowResult));
                return ExitCode.Completed;
            }

            output.People.MarkupLineInterpolated($"{stored.Id} version {stored.Version}{(stored.Created ? "" : " (unchanged)")}");
            return ExitCode.Completed;
        });
    }
}
