using Agents.Client;
using Agents.Client.Approvals;
using Agents.Client.Budgets;
using Agents.Client.Executions;
using Agents.Client.Paging;
using Agents.Client.Workflows;
using Agents.Dashboard.Json;
using Agents.Dashboard.Silo;

namespace Agents.Dashboard.Executions;

/// <summary>Everything that an execution's page shows, asked for at once. A part that cannot be had is a problem of its panel alone.</summary>
public sealed record ExecutionView(ExecutionDetail Execution)
{
    private const int PageSize = 200;
    private const int MostApprovals = 20;
    private const int MostForks = 10;

    /// <summary>A page of its steps, those that the selection asks for.</summary>
    public IReadOnlyList<StepRecord> Steps { get; init; } = [];

    /// <summary>Where more of them are; null where these are the last.</summary>
    public string? NextSteps { get; init; }

    /// <summary>The step that is looked at; null where none is.</summary>
    public StepRecord? Selected { get; init; }

    /// <summary>All its steps, counted by state.</summary>
    public required ExecutionProgress Progress { get; init; }

    public required Reply<ItemPage<EventRecord>> Events { get; init; }

    /// <summary>Decisions that it waits for.</summary>
    public IReadOnlyList<ApprovalRecord> Approvals { get; init; } = [];

    /// <summary>Executions that repeat this one, the latest ones.</summary>
    public IReadOnlyList<ExecutionSummary> Forks { get; init; } = [];

    /// <summary>Its budget and what is reserved of it; null where nothing limits it.</summary>
    public ExecutionBudgetRecord? Budget { get; init; }

    public required Reply<WorkflowGraphReply> Graph { get; init; }

    public required Reply<ContextReply> Context { get; init; }

    /// <summary>Pointers of what the selected event changed in the context.</summary>
    public IReadOnlySet<string> Changed { get; init; } = new HashSet<string>();

    public static async Task<Reply<ExecutionView>> LoadAsync(AgentsClient client, ExecutionSelection selection)
    {
        var id = selection.ExecutionId;
        var execution = await Reply.Of(client.Executions.GetAsync(id));
        if (execution.Value is not { } detail)
        {
            return new(null, execution.Problem);
        }

        var steps = Reply.Of(client.Executions.GetStepsAsync(id, Filter(selection)));
        var progress = Reply.Of(client.Executions.GetProgressAsync(id));
        var events = Reply.Of(client.Executions.GetEventsAsync(id, PageSize, selection.EventCursor));
        var graph = Reply.Of(client.Workflows.GetGraphAsync(detail.WorkflowId, detail.WorkflowVersion));
        var context = Reply.Of(client.Executions.GetContextAsync(id, selection.Seq, selection.Branch));
        var before = selection.Seq > 1 ? Reply.Of(client.Executions.GetContextAsync(id, selection.Seq - 1, selection.Branch)) : null;
        var forks = Reply.Of(client.Executions.GetForksAsync(id, MostForks));
        var approvals = ExecutionStatuses.IsFinal(detail.Status)
            ? null
            : Reply.Of(client.Approvals.ListAsync(new ApprovalFilter { ExecutionId = id, Status = ApprovalStatuses.Pending, Limit = MostApprovals }));
        var budget = detail.Budget is null && detail.Status != ExecutionStatuses.BudgetExceeded ? null : Reply.Of(client.Budgets.GetAsync(id));
        await Task.WhenAll(steps, progress, events, graph, context, forks, before ?? Task.CompletedTask, approvals ?? Task.CompletedTask, budget ?? Task.CompletedTask);
        var page = (await steps).Value;
        return new(
            new(detail)
            {
                Steps = page?.Items ?? [],
                NextSteps = page?.NextCursor,
                Selected = await FindAsync(client, id, page?.Items ?? [], selection.StepId),
                Progress = (await progress).Value ?? ExecutionProgress.Of(detail.LastSeq, page?.Items ?? []),
                Approvals = approvals is null ? [] : (await approvals).Value?.Items ?? [],
                Forks = (await forks).Value?.Items ?? [],
                Budget = budget is null ? null : (await budget).Value,
                Events = await events,
                Graph = await graph,
                Context = await context,
                Changed = before is not null && (await before).Value is { } was && (await context).Value is { } now
                    ? JsonDifference.Between(was.Context, now.Context)
                    : new HashSet<string>(),
            },
            null);
    }

    /// <summary>One step of an execution, wherever it is among them; null where there is none, or it cannot be had.</summary>
    public static async Task<StepRecord?> FindAsync(AgentsClient client, string id, IReadOnlyList<StepRecord> known, string? stepId)
    {
        if (stepId is null)
        {
            return null;
        }

        return known.FirstOrDefault(step => step.StepId == stepId) is { } found ? found
            : (await Reply.Of(client.Executions.GetStepsAsync(id, new StepFilter { StepId = stepId, Limit = 1 }))).Value is { Items: [var only, ..] } ? only : null;
    }

    private static StepFilter Filter(ExecutionSelection selection) => new()
    {
        Statuses = selection.OnlyFailed ? [StepStatuses.Failed, StepStatuses.TimedOut] : [],
        Cursor = selection.StepCursor,
        Limit = PageSize,
    };
}
