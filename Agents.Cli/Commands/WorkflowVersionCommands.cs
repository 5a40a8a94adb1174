using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Cli.Workflows;
using Agents.Client.Json;
using Agents.Client.Workflows;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents workflows show|versions|diff|rollback</c>.</summary>
internal static class WorkflowVersionCommands
{
    public static Command Show()
    {
        var id = WorkflowsCommand.Id();
        var command = new Command("show", "Show a workflow: status, versions, states, diagnostics.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var workflow = await client.Workflows.GetAsync(parsed.GetRequiredValue(id), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(workflow, AgentsJson.Wire.WorkflowDetail));
                return ExitCode.Completed;
            }

            WorkflowOverview.Write(output, workflow);
            return ExitCode.Completed;
        });
    }

    public static Command Versions()
    {
        var id = WorkflowsCommand.Id();
        var limit = new Option<int?>("--limit") { Description = "How many, 1 to 200. Default: 50." };
        var command = new Command("versions", "List a workflow's versions, newest first.") { id, limit };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var page = await client.Workflows.ListVersionsAsync(parsed.GetRequiredValue(id), parsed.GetValue(limit), cancellationToken: cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageWorkflowVersion));
                return ExitCode.Completed;
            }

            WorkflowOverview.Write(output.People, page.Items);
            return ExitCode.Completed;
        });
    }

    public static Command Diff()
    {
        var id = WorkflowsCommand.Id();
        var from = new Argument<int>("FROM") { Description = "The version on the left." };
        var to = new Argument<int?>("TO") { Description = "The version on the right. Default: the current one.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("diff", "Show what changes from one version to another: what it does, then its lines.") { id, from, to };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var workflow = parsed.GetRequiredValue(id);
            var right = parsed.GetValue(to) ?? (await client.Workflows.GetAsync(workflow, cancellationToken)).Version;
            var diff = await client.Workflows.DiffAsync(workflow, parsed.GetRequiredValue(from), right, cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(diff, AgentsJson.Wire.WorkflowDiff));
                return ExitCode.Completed;
            }

            new DiffLines(output.People).Write(diff);
            return ExitCode.Completed;
        });
    }

    public static Command Rollback()
    {
        var id = WorkflowsCommand.Id();
        var version = new Argument<int>("VERSION") { Description = "The version that becomes the current one." };
        var command = new Command("rollback", "Make a stored version the current one. Running executions keep theirs.") { id, version };
        return command.OnServer(async (parsed, output, client, cancellationToken)
            => Changed(output, await client.Workflows.RollbackAsync(parsed.GetRequiredValue(id), parsed.GetRequiredValue(version), cancellationToken)));
    }

    /// <summary>Says how a workflow stands after a change.</summary>
    public static int Changed(CliOutput output, WorkflowDetail workflow)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(workflow, AgentsJson.Wire.WorkflowDetail));
            return ExitCode.Completed;
        }

        output.People.MarkupLineInterpolated($"{workflow.Id} version {workflow.Version}, {workflow.Status}");
        return ExitCode.Completed;
    }
}
