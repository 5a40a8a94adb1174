using Agents.Client.Executions;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>e2e-switch-routing on its way: two pure states are done, the first agent is at work.</summary>
public static class FakeRouting
{
    public const string Id = "exec_routing";
    public const string AgentStep = "step_high";

    private const string Alert = """{"alert":{"severity":"high","source":"prometheus","alert_name":"HighErrorRate","threshold":0.05,"current_value":0.12}}""";

    private static readonly DateTimeOffset Start = FakeWorkflows.Now.AddMinutes(-1);

    public static FakeExecution Running { get; } = new FakeExecution(new ExecutionDetail
    {
        Id = Id,
        WorkflowId = "e2e-switch-routing",
        WorkflowName = "E2E Switch Routing",
        WorkflowVersion = 1,
        Status = ExecutionStatuses.Running,
        TriggerType = TriggerTypes.Api,
        TriggeredBy = "alertmanager",
        CreatedAt = Start,
        StartedAt = Start.AddMilliseconds(6),
        CurrentState = "high_severity_response",
        TotalCostUsd = 0,
        Inputs = Json.Parse("{}"),
    })
    {
        Steps =
        [
            Pure("inject_alert", "inject", 0.006) with { Output = Json.Parse(Alert) },
            Pure("route_by_severity", "switch", 0.007) with { Output = Json.Parse("\"high_severity_response\"") },
            new()
            {
                StepId = AgentStep,
                State = "high_severity_response",
                Type = "agent",
                Status = StepStatuses.Running,
                StartedAt = Start.AddMilliseconds(9),
                Input = Json.Parse("""{"task":"HIGH severity alert: HighErrorRate from prometheus. Investigate the root cause. Current value 0.12 vs threshold 0.05."}"""),
                Attempts = [new() { Attempt = 1, Status = StepStatuses.Running, StartedAt = Start.AddMilliseconds(9) }],
            },
        ],
        Contexts = new Dictionary<long, string> { [1] = "{}", [3] = Alert },
    }
    .With(EventTypes.ExecutionCreated, Start)
    .With(EventTypes.ExecutionStarted, Start.AddMilliseconds(6))
    .With(EventTypes.StepEvaluated, Start.AddMilliseconds(6), """{"step_id":"step_inject_alert","state":"inject_alert","visit":1,"next":"route_by_severity"}""")
    .With(EventTypes.StepEvaluated, Start.AddMilliseconds(7), """{"step_id":"step_route_by_severity","state":"route_by_severity","visit":1,"next":"high_severity_response","condition":"_value == 'high'"}""")
    .With(EventTypes.StepStarted, Start.AddMilliseconds(9), """{"step_id":"step_high","state":"high_severity_response","visit":1,"attempt":1}""");

    /// <summary>The agent has answered and the execution is over.</summary>
    public static FakeExecution Finish(FakeExecution execution)
    {
        var end = Start.AddSeconds(61);
        var agent = execution.Steps[^1] with
        {
            Status = StepStatuses.Succeeded,
            CompletedAt = end,
            DurationSeconds = 61,
            Output = Json.Parse("\"A deploy at 14:02 doubled the error rate.\""),
        };
        return execution
            .With(EventTypes.StepSucceeded, end, """{"step_id":"step_high","state":"high_severity_response","attempt":1}""")
            .With(EventTypes.ExecutionCompleted, end) is var over
            ? over with
            {
                Steps = [.. execution.Steps.SkipLast(1), agent],
                Detail = over.Detail with
                {
                    Status = ExecutionStatuses.Completed,
                    CompletedAt = end,
                    DurationSeconds = 61,
                    CurrentState = null,
                    Outputs = Json.Parse("""{"result":"A deploy at 14:02 doubled the error rate."}"""),
                },
            }
            : execution;
    }

    private static StepRecord Pure(string state, string type, double at) => new()
    {
        StepId = $"step_{state}",
        State = state,
        Type = type,
        Status = StepStatuses.Succeeded,
        StartedAt = Start.AddSeconds(at),
        CompletedAt = Start.AddSeconds(at),
        DurationSeconds = 0,
    };
}
