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
    private const int MostSteps = 1000;
    private const int PageSize = 200;
    private const int MostApprovals = 20;
    private const int MostForks = 10;

    public IReadOnlyList<StepRecord> Steps { get; init; } = [];

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

        var steps = LoadStepsAsync(client, id);
        var events = Reply.Of(client.Executions.GetEventsAsync(id, PageSize, selection.EventCursor));
        var graph = Reply.Of(client.Workflows.GetGraphAsync(detail.WorkflowId, detail.WorkflowVersion));
        var context = Reply.Of(client.Executions.GetContextAsync(id, selection.Seq, selection.Branch));
        var before = selection.Seq > 1 ? Reply.Of(client.Executions.GetContextAsync(id, selection.Seq - 1, selection.Branch)) : null;
        var forks = Reply.Of(client.Executions.GetForksAsync(id, MostForks));
        var approvals = ExecutionStatuses.IsFinal(detail.Status)
            ? null
            : Reply.Of(client.Approvals.ListAsync(new ApprovalFilter { ExecutionId = id, Status = ApprovalStatuses.Pending, Limit = MostApprovals }));
        var budget = detail.Budget is null && detail.Status != ExecutionStatuses.BudgetExceeded ? null : Reply.Of(client.Budgets.GetAsync(id));
        await Task.WhenAll(steps, events, graph, context, forks, before ?? Task.CompletedTask, approvals ?? Task.CompletedTask, budget ?? Task.CompletedTask);
        return new(
            new(detail)
            {
                Steps = await steps,
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

    /// <summary>The steps of an execution, as many as a page shows; those that cannot be had are left out.</summary>
    public static async Task<IReadOnlyList<StepRecord>> LoadStepsAsync(AgentsClient client, string id)
    {
        var steps = new List<StepRecord>();
        string? cursor = null;
        do
        {
            var page = (await Reply.Of(client.Executions.GetStepsAsync(id, PageSize, cursor))).Value;
            steps.AddRange(page?.Items ?? []);
            cursor = page?.NextCursor;
        }
        while (cursor is not null && steps.Count < MostSteps);
        return steps;
    }
}
