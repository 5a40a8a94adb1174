using System.Text.Json;
using Agents.Client.Executions;
using Agents.Core.Executions;
using Agents.Core.Executions.Bottlenecks;
using Agents.Core.Json;
using Agents.Silo.Budgets;
using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Executions;

/// <summary>Executions as the API shows them.</summary>
internal static class ExecutionViews
{
    public static ExecutionDetail Detail(ExecutionState state, string workflowName, BottleneckRecord? bottleneck = null) => new()
    {
        Id = state.Id,
        WorkflowId = state.WorkflowId,
        WorkflowName = workflowName,
        WorkflowVersion = state.WorkflowVersion,
        Status = state.Status.ToName(),
        TriggerType = state.TriggerType,
        RunMode = state.Overrides.TestRun is null ? RunModes.Full : RunModes.TestRun,
        TriggeredBy = state.TriggeredBy,
        DeploymentId = state.DeploymentId,
        TraceId = state.TraceId,
        ParentExecutionId = state.Parent?.ExecutionId,
        ForkedFrom = Fork(state),
        NextDueAt = Execution.DueAt(state),
        CreatedAt = state.CreatedAt,
        StartedAt = state.StartedAt,
        CompletedAt = state.CompletedAt,
        Deadline = state.Deadline,
        DurationSeconds = (state.CompletedAt - state.CreatedAt)?.TotalSeconds,
        TotalTokens = new TokenCount(state.Usage.InputTokens, state.Usage.OutputTokens),
        TotalCostUsd = state.Usage.CostUsd,
        ModelCalls = state.Usage.ModelCalls,
        Budget = BudgetViews.Record(state.Budget?.Limits),
        CurrentState = state.Status.IsFinal() ? null : state.CurrentState,
        Error = Error(state.Error),
        Inputs = Element(state.Inputs),
        Outputs = state.Result is null ? null : Element(state.Result),
        LastSeq = state.Seq,
        BottleneckInfo = bottleneck,
        Links = Links(state),
    };

    public static ExecutionSummary Summary(ExecutionListRow row) => new()
    {
        Id = row.Id,
        WorkflowId = row.WorkflowId,
        WorkflowName = row.WorkflowName,
        WorkflowVersion = (int)row.WorkflowVersion,
        Status = row.Status,
        TriggerType = row.TriggerType,
        RunMode = row.RunMode,
        TriggeredBy = row.TriggeredBy,
        DeploymentId = row.DeploymentId,
        CreatedAt = row.CreatedAt,
        StartedAt = row.StartedAt,
        CompletedAt = row.CompletedAt,
        DurationSeconds = row.DurationSeconds,
        TotalTokens = new TokenCount(row.InputTokens, row.OutputTokens),
        TotalCostUsd = (decimal?)row.TotalCostUsd,
        Error = row.Error is null ? null : Error(ExecutionError.FromJson((JsonObject)JsonValue.Parse(row.Error))),
    };

    public static EventRecord Event(StoredEvent stored)
    {
        using var stream = new MemoryStream(256);
        using (var writer = new Utf8JsonWriter(stream))
        {
            stored.Event.WriteTo(writer);
        }

        var data = (JsonObject)JsonValue.ParseOwn(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        return new EventRecord(stored.Seq, stored.Event.Type, stored.Event.At, Element(data.Without("type").Without("at")));
    }

    public static BottleneckRecord? Bottleneck(Bottleneck? bottleneck) => bottleneck is null ? null : new BottleneckRecord(
        bottleneck.Slowest.State, bottleneck.Slowest.Id.Value, bottleneck.Slowest.Duration.TotalSeconds, bottleneck.Share)
    {
        CriticalPath = new CriticalPathRecord(
            bottleneck.Path.Duration.TotalSeconds,
            bottleneck.PathShare,
            bottleneck.Path.Steps.Count,
            [.. bottleneck.Shown.Select(static step => new CriticalStepRecord(step.Id.Value, step.State, step.Branch.Length == 0 ? null : step.Branch, step.Duration.TotalSeconds))]),
    };

    public static ForkRecord? Fork(ExecutionState state) => state.ForkedFrom is not { } origin ? null : new ForkRecord(origin.ExecutionId, origin.AtSeq)
    {
        ReusedSteps = state.Reused.Steps,
        ReusedModelCalls = state.Reused.Usage.ModelCalls,
        ReusedTokens = new TokenCount(state.Reused.Usage.InputTokens, state.Reused.Usage.OutputTokens),
        ReusedCostUsd = state.Reused.Usage.CostUsd,
    };

    public static ExecutionErrorRecord? Error(ExecutionError? error)
        => error is null ? null : new ExecutionErrorRecord(error.Category, error.Message) { Code = error.Code, State = error.State };

    public static JsonElement Element(JsonValue value) => JsonElement.Parse(value.ToUtf8Bytes(), new JsonDocumentOptions { MaxDepth = 1_000 });

    private static Dictionary<string, string> Links(ExecutionState state) => new()
    {
        ["self"] = $"/api/v1/executions/{state.Id}",
        ["steps"] = $"/api/v1/executions/{state.Id}/steps",
        ["events"] = $"/api/v1/executions/{state.Id}/events",
        ["artifacts"] = $"/api/v1/executions/{state.Id}/artifacts",
        ["forks"] = $"/api/v1/executions/{state.Id}/forks",
        ["stream"] = $"/api/v1/executions/{state.Id}/stream",
        ["workflow"] = $"/api/v1/workflows/{state.WorkflowId}",
    };
}
