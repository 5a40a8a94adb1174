using System.Text.Json;
using Agents.Cli.Output;
using Agents.Cli.Servers;
using Agents.Cli.Workflows;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Problems;
using Agents.Core.Json;
using Spectre.Console;

namespace Agents.Cli.Running;

/// <summary>One run from the command line: store the definition, start, follow to the end, report.</summary>
internal sealed class ExecutionRun(ServerConnection server, CliOutput output, RunRequest request, TimeProvider time)
{
    public static readonly JsonSerializerOptions Indented = new(AgentsJson.Wire.Options) { WriteIndented = true };

    private readonly ExecutionProgress _progress = new(output.People, request.ShowsTokens);

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(WorkflowFile file, JsonObject inputs, CancellationToken cancellationToken)
    {
        var start = await PrepareAsync(file, inputs, cancellationToken);
        if (request.Mode == RunModes.ValidateOnly)
        {
            return ValidationLines.Write(output, await server.Client.Executions.ValidateAsync(start, cancellationToken));
        }

        var execution = await server.Client.Executions.StartAsync(start, cancellationToken: cancellationToken);
        using var deadline = new CancellationTokenSource(request.Timeout ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await FollowAsync(execution.Id, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await CancelAsync(execution.Id, "--timeout is over: cancelling the execution.", cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !server.IsInProcess)
        {
            output.Errors.MarkupLineInterpolated($"The execution goes on. See it: agents executions get {execution.Id}");
            throw;
        }

        return Report(await server.Client.Executions.GetAsync(execution.Id, cancellationToken));
    }

    private async Task<StartExecution> PrepareAsync(WorkflowFile file, JsonObject inputs, CancellationToken cancellationToken)
    {
        // A server has its own; this process knows no workflows but the files.
        foreach (var needed in server.IsInProcess ? await NeighbouringWorkflows.OfAsync(file, cancellationToken) : [])
        {
            await server.Client.Workflows.CreateAsync(needed.Text, fileName: needed.FileName, cancellationToken: cancellationToken);
        }

        var workflow = await server.Client.Workflows.CreateAsync(file.Text, fileName: file.FileName, cancellationToken: cancellationToken);
        return new StartExecution(workflow.Id ?? file.Workflow!.Id)
        {
            Version = workflow.Version,
            Inputs = JsonElement.Parse(inputs.ToUtf8Bytes()),
            Overrides = (request.Provider ?? request.Model) is null && !request.SkipsTimers
                ? null
                : new ExecutionOverridesRecord(request.Provider, request.Model) { SkipTimers = request.SkipsTimers },
            Budget = request.Budget,
            Env = request.Env,
            TriggerType = TriggerTypes.Manual,
            RunMode = request.Mode,
        };
    }

    private async Task FollowAsync(string id, CancellationToken cancellationToken)
    {
        _progress.Begin(id, server.Name);
        await foreach (var update in new ExecutionFollowing(server.Client.Executions, time).FollowAsync(id, cancellationToken))
        {
            _progress.Show(update);
            if (update is EventUpdate { Event.Type: EventTypes.ExecutionBudgetExceeded })
            {
                await HoldAsync(id, cancellationToken);
            }
            else if (update is EventUpdate { Event: { Type: EventTypes.ApprovalRequested } asked })
            {
                await AnswerAsync(asked.Data.GetProperty("step_id").GetString()!, cancellationToken);
            }
        }
    }

    private async Task AnswerAsync(string approval, CancellationToken cancellationToken)
    {
        if (request.ApprovesAll)
        {
            await new GivenApproval(server.Client.Approvals).GiveAsync(approval, cancellationToken);
        }
        else
        {
            output.Errors.MarkupLineInterpolated(server.IsInProcess
                ? (FormattableString)$"[yellow]It waits for people. Nobody else can reach this process: run it with --yes, or on a server.[/]"
                : $"[yellow]It waits for people:[/] agents approvals approve {approval}");
        }
    }

    private async Task HoldAsync(string id, CancellationToken cancellationToken)
    {
        if (!server.IsInProcess)
        {
            output.Errors.MarkupLineInterpolated($"[yellow]It stands still until its budget is raised:[/] agents executions budget {id} --budget tokens=50000");
            return;
        }

        // Nobody else can reach this process to raise it.
        await CancelAsync(id, "The budget is used up: cancelling the execution. Run it again with a larger --budget.", cancellationToken);
    }

    private async Task CancelAsync(string id, string why, CancellationToken cancellationToken)
    {
        output.Errors.MarkupLineInterpolated($"[yellow]{why}[/]");
        try
        {
            await server.Client.Executions.CancelAsync(id, cancellationToken);
        }
        catch (AgentsApiException conflict) when (conflict.Problem.CurrentStatus is not null)
        {
            // It ended by itself in the meantime; the report says how.
        }
    }

    private int Report(ExecutionDetail execution)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(execution, Indented));
        }

        ExecutionSummaryLine.Write(output.People, execution);
        if (_progress.HeardOffline)
        {
            output.People.MarkupLine("[dim]Answers were made up offline. Set OPENAI_API_KEY, or AGENTS_OPENAI_BASE_URL for another server, to ask a real model.[/]");
        }

        if (!output.IsJson && execution.Outputs is { } outputs)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(outputs, Indented));
        }

        return execution.Status == ExecutionStatuses.Completed ? ExitCode.Completed : ExitCode.Failed;
    }
}
