using System.CommandLine;
using System.Text.Json;
using Agents.Client.Json;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents workflows enable|disable|delete</c>.</summary>
internal static class WorkflowSwitchCommands
{
    public static Command Enable()
    {
        var id = WorkflowsCommand.Id();
        var command = new Command("enable", "Let a workflow start executions.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken)
            => WorkflowVersionCommands.Changed(output, await client.Workflows.EnableAsync(parsed.GetRequiredValue(id), cancellationToken)));
    }

    public static Command Disable()
    {
        var id = WorkflowsCommand.Id();
        var command = new Command("disable", "Keep a workflow from starting executions; running ones go on.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken)
            => WorkflowVersionCommands.Changed(output, await client.Workflows.DisableAsync(parsed.GetRequiredValue(id), cancellationToken)));
    }

    public static Command Delete()
    {
        var id = WorkflowsCommand.Id();
        var command = new Command("delete", "Remove a workflow that never ran; disable one that did.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var deleted = await client.Workflows.DeleteAsync(parsed.GetRequiredValue(id), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(deleted, AgentsJson.Wire.DeleteWorkflowResult));
                return ExitCode.Completed;
            }

            output.People.MarkupLineInterpolated($"{deleted.Id} {(deleted.Removed ? "removed" : "disabled: it has executions, which need its definition")}");
            return ExitCode.Completed;
        });
    }
}
