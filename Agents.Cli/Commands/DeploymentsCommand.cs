using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Cli.Running;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Client.Json;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents deployments</c>: what is deployed on a server.</summary>
internal static class DeploymentsCommand
{
    public static Command Create() => new("deployments", "List, call, change and remove what is deployed on a server, or start one.")
    {
        List(),
        Show(),
        Execute(),
        DeploymentVersionCommands.Promote(),
        DeploymentVersionCommands.RollBack(),
        DeploymentLimitsCommand.Create(),
        DeploymentTrafficCommand.Create(),
        Delete(),
        CleanUp(),
        StartCommand.CreateWithoutDashboard(),
        ContainerCommands.Stop(),
        ContainerCommands.Logs(),
        ContainerCommands.Remove(),
    };

    /// <summary>The deployment that a command is about.</summary>
    public static Argument<string> Id() => new("ID") { Description = "The deployment." };

    /// <summary>Writes one as JSON or as a line.</summary>
    public static int Write(CliOutput output, DeploymentRecord deployment)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(deployment, AgentsJson.Wire.DeploymentRecord));
            return ExitCode.Completed;
        }

        var canary = deployment.Canary is { } tried ? $", version {tried.Version} for {tried.Share} % of the calls" : "";
        output.People.MarkupLineInterpolated($"{deployment.Id}: {deployment.Status}{(deployment.StatusReason is { } reason ? $" ({reason})" : "")}, {deployment.Health}, {deployment.Url}");
        output.People.MarkupLineInterpolated($"runs {deployment.WorkflowId ?? deployment.WorkflowName ?? "an unknown workflow"}{(deployment.Version is { } version ? $" version {version}" : "")}{canary}");
        foreach (var line in DeploymentLimitsCommand.Lines(deployment))
        {
            output.People.MarkupLineInterpolated($"{line}");
        }

        output.People.MarkupLineInterpolated($"{deployment.ExecutionCount} executions{(deployment.LastExecutionAt is { } at ? $", the last one at {at.UtcDateTime:u}" : "")}");
        if (DeploymentTrafficCommand.Line(deployment.Traffic) is { } traffic)
        {
            output.People.MarkupLineInterpolated($"{traffic}");
        }

        return ExitCode.Completed;
    }

    private static Command List()
    {
        var cursor = new Option<string?>("--cursor") { Description = "Where to go on: next_cursor of the page before.", HelpName = "CURSOR" };
        var command = new Command("list", "List deployments by id.") { cursor };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var page = await client.Deployments.ListAsync(cursor: parsed.GetValue(cursor), cancellationToken: cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageDeploymentRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("ID", "Kind", "Status", "Health", "Workflow", "Version", "Executions", "URL");
            foreach (var row in page.Items)
            {
                table.AddTextRow(
                    row.Id, row.Kind, row.Status, row.Health, row.WorkflowId ?? row.WorkflowName ?? "", row.Version is { } version ? $"{version}" : "", $"{row.ExecutionCount}", row.Url);
            }

            output.People.Write(table);
            if (page.NextCursor is { } next)
            {
                output.People.MarkupLineInterpolated($"more: --cursor {next}");
            }

            return ExitCode.Completed;
        });
    }

    private static Command Show()
    {
        var id = Id();
        var command = new Command("show", "Show one: how it stands, what it runs, where it is called.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken)
            => Write(output, await client.Deployments.GetAsync(parsed.GetRequiredValue(id), cancellationToken)));
    }

    private static Command Execute()
    {
        var id = Id();
        var inputs = new Option<string?>("--inputs") { Description = "The inputs as a JSON object, or @FILE.", HelpName = "JSON" };
        var env = new Option<string[]>("--env", "-e") { Description = "A value for the workflow's environment, recorded nowhere: NAME=value, or NAME for the value that this process has. Repeatable.", HelpName = "NAME" };
        var wait = DurationOption.Create("--wait", "How long to wait for the end, at most 5m. Default: 30s.");
        var command = new Command("execute", "Start an execution through a deployment and wait for its end.") { id, inputs, env, wait };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var request = new ExecuteDeployment
            {
                Inputs = JsonArgument.Read("--inputs", parsed.GetValue(inputs)),
                Env = RunEnvironment.Of([], parsed.GetValue(env) ?? [], Environment.GetEnvironmentVariable),
            };
            var execution = await client.Deployments.ExecuteAsync(parsed.GetRequiredValue(id), request, parsed.GetValue(wait) ?? TimeSpan.FromSeconds(30), cancellationToken: cancellationToken);
            return Ended(output, execution);
        });
    }

    private static int Ended(CliOutput output, ExecutionDetail execution)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(execution, AgentsJson.Wire.ExecutionDetail));
        }
        else if (execution.Status == ExecutionStatuses.Completed)
        {
            output.Results.WriteLine(execution.Outputs?.GetRawText() ?? "null");
        }
        else
        {
            output.People.MarkupLineInterpolated($"execution {execution.Id} is {execution.Status}{(execution.Error is { } error ? $": {error.Message}" : "")}");
        }

        return ExecutionStatuses.IsFinal(execution.Status) && execution.Status != ExecutionStatuses.Completed ? ExitCode.Failed : ExitCode.Completed;
    }

    private static Command Delete()
    {
        var id = Id();
        var command = new Command("delete", "Remove a deployment; its executions are kept.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var deleted = await client.Deployments.DeleteAsync(parsed.GetRequiredValue(id), cancellationToken);
            output.People.MarkupLineInterpolated($"{deleted.Deleted} is removed; its executions are kept.");
            return ExitCode.Completed;
        });
    }

    private static Command CleanUp()
    {
        var command = new Command("cleanup", "Remove those that run elsewhere and are dead; their executions are kept.");
        return command.OnServer(async (_, output, client, cancellationToken) =>
        {
            var reply = await client.Deployments.CleanUpAsync(cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(reply, AgentsJson.Wire.CleanupReply));
                return ExitCode.Completed;
            }

            output.People.MarkupLineInterpolated($"{reply.Removed.Count} removed{(reply.Removed.Count == 0 ? "" : $": {string.Join(", ", reply.Removed)}")}");
            return ExitCode.Completed;
        });
    }
}
