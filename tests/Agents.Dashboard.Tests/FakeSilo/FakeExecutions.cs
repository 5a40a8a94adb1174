using System.Text.Json;
using Agents.Client.Executions;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Executions with realistic data: a failure with retries, a run in progress, unknown costs, many scripts.</summary>
public static class FakeExecutions
{
    private static readonly DateTimeOffset Now = FakeWorkflows.Now;

    public static FakeExecution Queued(string id, string workflowId, JsonElement inputs) => new FakeExecution(new ExecutionDetail
    {
        Id = id,
        WorkflowId = workflowId,
        WorkflowName = workflowId,
        WorkflowVersion = 1,
        Status = ExecutionStatuses.Queued,
        TriggerType = TriggerTypes.Manual,
        TriggeredBy = "user:local",
        CreatedAt = Now,
        Inputs = inputs,
    }).With(EventTypes.ExecutionCreated, Now);

    /// <summary>Finished: two agents, Markdown, known cost.</summary>
    public static FakeExecution Article { get; } = FakeArticle.Completed;

    /// <summary>In its first agent step.</summary>
    public static FakeExecution Routing { get; } = FakeRouting.Running;

    /// <summary>Failed after three attempts.</summary>
    public static FakeExecution Failed { get; } = FakeFailure.AfterThreeAttempts;

    public static FakeExecution Arabic { get; } = Of("exec_arabic", "summary-ar", "ملخص الأخبار اليومية", ExecutionStatuses.Completed, 42, 61.2, cost: null, tokens: 18_240);

    public static FakeExecution LongName { get; } = Of(
        "exec_a_rather_long_id_that_somebody_chose_by_hand_for_an_import", "daily-health-check", FakeWorkflows.Empty.Detail.Name, ExecutionStatuses.TimedOut, 180, 3723, 1.5m, 2_400_000);

    /// <summary>A list as it looks on a busy day.</summary>
    public static IEnumerable<FakeExecution> Many(int count) => Enumerable.Range(1, count).Select(at => Of(
        $"exec_{at:00000}",
        at % 3 == 0 ? "article_writer" : "e2e-switch-routing",
        at % 3 == 0 ? "article_writer" : "E2E Switch Routing",
        at % 11 == 0 ? ExecutionStatuses.Failed : at % 17 == 0 ? ExecutionStatuses.Cancelled : at % 23 == 0 ? ExecutionStatuses.WaitingApproval : ExecutionStatuses.Completed,
        at * 4,
        0.4 + (at % 50 * 1.7),
        at % 5 == 0 ? null : at * 0.00037m,
        at * 131));

    public static FakeExecution Of(string id, string workflowId, string name, string status, int minutesAgo, double seconds, decimal? cost, long tokens)
    {
        var created = Now.AddMinutes(-minutesAgo);
        var final = ExecutionStatuses.IsFinal(status);
        return new FakeExecution(new ExecutionDetail
        {
            Id = id,
            WorkflowId = workflowId,
            WorkflowName = name,
            WorkflowVersion = 1,
            Status = status,
            TriggerType = TriggerTypes.Api,
            CreatedAt = created,
            StartedAt = created,
            CompletedAt = final ? created.AddSeconds(seconds) : null,
            DurationSeconds = final ? seconds : null,
            TotalCostUsd = cost,
            TotalTokens = new(tokens * 3 / 4, tokens / 4),
            CurrentState = final ? null : "approve_release",
            Inputs = Json.Parse("{}"),
            Outputs = status == ExecutionStatuses.Completed ? Json.Parse("""{"ok":true}""") : null,
            Error = status switch
            {
                ExecutionStatuses.Failed => new("provider_error", "OpenAI refused the call 4 times (HTTP 529, overloaded). Run again later, or choose another model."),
                ExecutionStatuses.TimedOut => new("timeout", "The execution did not end within 1 hour."),
                _ => null,
            },
        }).With(EventTypes.ExecutionCreated, created);
    }
}
