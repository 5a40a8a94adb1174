using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Cli.Running;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Status;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents executions</c>: what a server is running and has run.</summary>
internal static class ExecutionsCommand
{
    public static Command Create() => new("executions", "List, read, repeat, pause, resume, signal, limit and cancel executions on a server.")
    {
        List(), Get(), ExecutionTimeCommands.Events(), ExecutionTimeCommands.Context(), ExecutionTimeCommands.Rerun(), ExecutionTimeCommands.Replay(), ArtifactsCommand.Create(),
        Pause(), Resume(), Signal(), BudgetCommand.Create(), Cancel(),
    };

    private static Command List()
    {
        var statuses = new Option<string[]>("--status") { Description = "Only these statuses. Repeatable." };
        statuses.AcceptOnlyFromAmong([.. ExecutionStatuses.All]);
        var workflow = new Option<string?>("--workflow") { Description = "Only executions of this workflow." };
        var limit = new Option<int?>("--limit") { Description = "How many, 1 to 200. Default: 50." };
        var command = new Command("list", "List executions, newest first.") { statuses, workflow, limit };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var filter = new ExecutionFilter { Statuses = parsed.GetValue(statuses) ?? [], WorkflowId = parsed.GetValue(workflow), Limit = parsed.GetValue(limit) };
            var page = await client.Executions.ListAsync(filter, cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageExecutionSummary));
                return ExitCode.Completed;
            }

            WriteTable(output.People, page.Items);
            WriteCounts(output.People, await client.GetStatusAsync(cancellationToken));
            return ExitCode.Completed;
        });
    }

    private static void WriteCounts(IAnsiConsole console, SystemStatus status)
    {
        if (status.Concurrency is { } concurrency)
        {
            console.MarkupLineInterpolated($"[dim]{concurrency.Active} of {concurrency.Limit} active, {status.ActiveExecutions.GetValueOrDefault(ExecutionStatuses.Queued)} queued[/]");
        }
    }

    private static void WriteTable(IAnsiConsole console, IReadOnlyList<ExecutionSummary> executions)
    {
        var table = Tables.Of("ID", "Status", "Mode", "Workflow", "Created", "Duration", "Tokens");
        foreach (var row in executions)
        {
            var duration = row.DurationSeconds is { } seconds ? ExecutionSummaryLine.Seconds(seconds) : "";
            table.AddTextRow(row.Id, row.Status, row.RunMode, row.WorkflowId, $"{row.CreatedAt.UtcDateTime:u}", duration, $"{row.TotalTokens.Total}");
        }

        console.Write(table);
    }

    private static Command Get()
    {
        var id = new Argument<string>("ID") { Description = "The execution." };
        var command = new Command("get", "Show one execution and its outputs.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken)
            => Show(output, await client.Executions.GetAsync(parsed.GetRequiredValue(id), cancellationToken)));
    }

    private static Command Pause() => Control(
        "pause", "Pause an execution: what runs finishes, nothing new begins.", static (client, id, control, stop) => client.PauseAsync(id, control, stop));

    private static Command Resume() => Control("resume", "Go on after a pause.", static (client, id, control, stop) => client.ResumeAsync(id, control, stop));

    private static Command Control(string name, string help, Func<ExecutionsClient, string, ControlExecution, CancellationToken, Task<ExecutionDetail>> ask)
    {
        var id = new Argument<string>("ID") { Description = "The execution." };
        var reason = new Option<string?>("--reason") { Description = "Why, for the record." };
        var command = new Command(name, help) { id, reason };
        return command.OnServer(async (parsed, output, client, cancellationToken)
            => Show(output, await ask(client.Executions, parsed.GetRequiredValue(id), new ControlExecution { Reason = parsed.GetValue(reason) }, cancellationToken)));
    }

    private static Command Signal()
    {
        var id = new Argument<string>("ID") { Description = "The execution." };
        var name = new Argument<string>("NAME") { Description = "The signal's name." };
        var payload = new Option<string?>("--payload") { Description = "JSON that the waiting step puts out, or @FILE. Default: {}.", HelpName = "JSON" };
        var signalId = new Option<string?>("--id") { Description = "Any text: the same id sent again counts once.", HelpName = "TEXT" };
        var command = new Command("signal", "Send a signal to an execution.") { id, name, payload, signalId };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var signal = new SendSignal(parsed.GetRequiredValue(name))
            {
                Payload = JsonArgument.Read("--payload", parsed.GetValue(payload)),
                Id = parsed.GetValue(signalId),
            };
            return Show(output, await client.Executions.SignalAsync(parsed.GetRequiredValue(id), signal, cancellationToken));
        });
    }

    private static Command Cancel()
    {
        var id = new Argument<string>("ID") { Description = "The execution." };
        var command = new Command("cancel", "Cancel an execution for good.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken)
            => Show(output, await client.Executions.CancelAsync(parsed.GetRequiredValue(id), cancellationToken)));
    }

    /// <summary>Writes an execution and its outputs.</summary>
    public static int Show(CliOutput output, ExecutionDetail execution)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(execution, AgentsJson.Wire.ExecutionDetail));
            return ExitCode.Completed;
        }

        output.People.MarkupLineInterpolated($"{execution.WorkflowName} ({execution.WorkflowId}, version {execution.WorkflowVersion})");
        ExecutionSummaryLine.Write(output.People, execution);
        if (execution.QueuePosition is { } position)
        {
            output.People.MarkupLineInterpolated($"It waits for its turn, at place {position} of the queue.");
        }

        if (execution.Outputs is { } outputs)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(outputs, ExecutionRun.Indented));
        }

        return ExitCode.Completed;
    }
}
