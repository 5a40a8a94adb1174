using Agents.Client.Executions;

namespace Agents.Dashboard.Tests.FakeSilo;

internal static class FakeFailure
{
    private static readonly DateTimeOffset Start = FakeWorkflows.Now.AddMinutes(-7);

    private static readonly ExecutionErrorRecord Overloaded = new(
        "provider_error", "OpenAI refused the call 3 times (HTTP 529, overloaded), waiting 2 s and 4 s between. Run again later, or choose another model.")
    {
        State = "research",
        StepId = "step_research",
        Attempt = 3,
    };

    public static FakeExecution AfterThreeAttempts { get; } = new FakeExecution(new ExecutionDetail
    {
        Id = "exec_failed",
        WorkflowId = "article_writer",
        WorkflowName = "article_writer",
        WorkflowVersion = 1,
        Status = ExecutionStatuses.Failed,
        TriggerType = TriggerTypes.Scheduled,
        CreatedAt = Start,
        StartedAt = Start,
        CompletedAt = Start.AddSeconds(12),
        DurationSeconds = 12,
        TotalCostUsd = null,
        Error = Overloaded,
        Inputs = Json.Parse("""{"topic":"<script>alert('xss')</script> & friends"}"""),
    })
    {
        Steps =
        [
            new()
            {
                StepId = "step_research",
                State = "research",
                Type = "agent",
                Status = StepStatuses.Failed,
                StartedAt = Start,
                CompletedAt = Start.AddSeconds(12),
                DurationSeconds = 12,
                Error = Overloaded,
                Input = Json.Parse("""{"task":"Research <script>alert('xss')</script> & friends"}"""),
                Attempts = [Attempt(1, 0, 2, 4), Attempt(2, 4, 6, 10), Attempt(3, 10, 12, null)],
            },
        ],
        Contexts = new Dictionary<long, string> { [1] = """{"topic":"<script>alert('xss')</script> & friends"}""" },
    }
    .With(EventTypes.ExecutionCreated, Start)
    .With(EventTypes.ExecutionStarted, Start)
    .With(EventTypes.StepStarted, Start, """{"step_id":"step_research","state":"research","visit":1,"attempt":1}""")
    .With(EventTypes.StepFailed, Start.AddSeconds(2), """{"step_id":"step_research","state":"research","visit":1,"attempt":1,"error":{"category":"provider_error","message":"HTTP 529"}}""")
    .With(EventTypes.StepFailed, Start.AddSeconds(6), """{"step_id":"step_research","state":"research","visit":1,"attempt":2,"error":{"category":"provider_error","message":"HTTP 529"}}""")
    .With(EventTypes.StepFailed, Start.AddSeconds(12), """{"step_id":"step_research","state":"research","visit":1,"attempt":3,"error":{"category":"provider_error","message":"HTTP 529"}}""")
    .With(EventTypes.ExecutionFailed, Start.AddSeconds(12));

    private static AttemptRecord Attempt(int number, double from, double to, double? retry) => new()
    {
        Attempt = number,
        Status = StepStatuses.Failed,
        StartedAt = Start.AddSeconds(from),
        CompletedAt = Start.AddSeconds(to),
        RetryAt = retry is { } seconds ? Start.AddSeconds(seconds) : null,
        Error = new("provider_error", "OpenAI refused the call (HTTP 529, overloaded)."),
    };
}
