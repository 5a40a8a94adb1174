using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Agents.Chaos.Workflows;
using Agents.Client;
using Agents.Client.Approvals;
using Agents.Client.Executions;
using Agents.Client.Problems;

namespace Agents.Chaos.Kills;

/// <summary>
/// Who uses a silo that dies again and again: whoever starts executions, decides and signals asks again until somebody answers.
/// </summary>
internal sealed class Crowd(Scenario scenario)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(30);

    private readonly TaskCompletionSource<AgentsClient> _first = new();
    private volatile AgentsClient? _silo;

    /// <summary>Ids of the executions that were accepted, by their place in the scenario.</summary>
    public ConcurrentDictionary<int, string> Started { get; } = [];

    /// <summary>Ids of signals that were accepted.</summary>
    public ConcurrentBag<string> Signals { get; } = [];

    /// <summary>Votes that were accepted, as <c>step user</c>.</summary>
    public ConcurrentBag<string> Votes { get; } = [];

    /// <summary>Where the silo answers from now on.</summary>
    public void Meet(Uri url)
    {
        _silo = new AgentsClient(new HttpClient { BaseAddress = url });
        _first.TrySetResult(_silo);
    }

    /// <summary>Starts everything, some at once and some later; done when all are accepted.</summary>
    public Task StartAsync(CancellationToken stop) => Task.WhenAll(scenario.Starts.Select(async (start, index) =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(index / 4 * 60), TimeProvider.System, stop);
        var body = new StartExecution(start.Workflow) { Inputs = JsonSerializer.Deserialize<JsonElement>(start.Inputs.ToJson()) };
        var execution = await AskAsync(silo => silo.Executions.StartAsync(body, idempotencyKey: $"start-{index}", cancellationToken: stop), stop);
        Started[index] = execution.Id;
    }));

    /// <summary>Decides and signals until told to stop.</summary>
    public async Task ServeAsync(CancellationToken stop) => await await Task.WhenAny(DecideAsync(stop), SignalAsync(stop));

    /// <summary>Asks until somebody answers; null where the answer is that it makes no sense any more.</summary>
    private async Task<T?> TryAskAsync<T>(Func<AgentsClient, Task<T>> ask, CancellationToken stop)
        where T : class
    {
        try
        {
            return await AskAsync(ask, stop);
        }
        catch (AgentsApiException refused) when (refused.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<T> AskAsync<T>(Func<AgentsClient, Task<T>> ask, CancellationToken stop)
    {
        await _first.Task;
        while (true)
        {
            try
            {
                return await ask(_silo!);
            }
            catch (Exception problem) when (IsAway(problem, stop))
            {
                await Task.Delay(AskAgainAfter, TimeProvider.System, stop);
            }
        }
    }

    private static bool IsAway(Exception problem, CancellationToken stop) => problem
        is HttpRequestException or IOException or AgentsApiException { Status: HttpStatusCode.ServiceUnavailable }
        || (problem is OperationCanceledException && !stop.IsCancellationRequested);

    private async Task DecideAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var pending = await AskAsync(silo => silo.Approvals.ListAsync(new ApprovalFilter { Status = "pending", Limit = 200 }, stop), stop);
            await Task.WhenAll(pending.Items.Select(approval => DecideAsync(approval, stop)));
            await Task.Delay(AskAgainAfter, TimeProvider.System, stop);
        }
    }

    private async Task DecideAsync(ApprovalRecord approval, CancellationToken stop)
    {
        foreach (var person in approval.Quorum == 1 ? (string[])["ada"] : ["bob", "ada"])
        {
            var decision = new ApprovalDecision { Actor = person };
            var taken = await TryAskAsync(
                silo => approval.Title == WorkflowGenerator.Reject ? silo.Approvals.RejectAsync(approval.Id, decision, stop) : silo.Approvals.ApproveAsync(approval.Id, decision, stop),
                stop);
            if (taken is not null)
            {
                Votes.Add($"{approval.Id} user:{person}");
            }
        }
    }

    private async Task SignalAsync(CancellationToken stop)
    {
        var filter = new ExecutionFilter { Statuses = [ExecutionStatuses.WaitingSignal, ExecutionStatuses.Running], Limit = 200 };
        while (!stop.IsCancellationRequested)
        {
            var waiting = await AskAsync(silo => silo.Executions.ListAsync(filter, stop), stop);
            await Task.WhenAll(waiting.Items.Select(execution => SignalAsync(execution.Id, stop)));
            await Task.Delay(AskAgainAfter, TimeProvider.System, stop);
        }
    }

    // A signal is for whoever waits under its name: each look sends as many as wait, under ids of its own.
    private async Task SignalAsync(string execution, CancellationToken stop)
    {
        var steps = await AskAsync(silo => silo.Executions.GetStepsAsync(execution, limit: 200, cancellationToken: stop), stop);
        foreach (var step in steps.Items.Where(static step => step is { Status: StepStatuses.WaitingSignal, Wait.Signal: not WorkflowGenerator.Never }))
        {
            var at = await AskAsync(silo => silo.Executions.GetAsync(execution, stop), stop);
            var signal = new SendSignal(step.Wait!.Signal!)
            {
                Id = $"{step.StepId}-{at.LastSeq}",
                Payload = JsonSerializer.Deserialize<JsonElement>(Given.Payload(step.Wait.Signal!).ToJson()),
            };
            if (await TryAskAsync(silo => silo.Executions.SignalAsync(execution, signal, stop), stop) is not null)
            {
                Signals.Add(signal.Id);
            }
        }
    }
}
