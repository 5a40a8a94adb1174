using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions;

public sealed class EventTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 6, 7, 8, 9, 123, TimeSpan.Zero);

    private static readonly StepId Step = StepId.Of("e1", "s", "", 0, 1);

    public static TheoryData<ExecutionEvent> Events => new(
        new ExecutionCreated(At)
        {
            ExecutionId = "e1",
            WorkflowId = "w",
            WorkflowVersion = 3,
            Inputs = JsonObject.Of(("a", 1L)),
            TriggerType = "api",
            TriggeredBy = "ada",
            TraceId = "t",
            Deadline = At.AddMinutes(1),
            Overrides = new ExecutionOverrides("offline", null),
        },
        new ExecutionCreated(At) { ExecutionId = "e2", WorkflowId = "w", WorkflowVersion = 3, Inputs = JsonObject.Empty, TriggerType = "api", ForkedFrom = new ForkOrigin("e1", 7) },
        new ExecutionForked(At, new ReusedWork(2, new TokenUsage(3, 4, 0.000125m, 1))) { Inputs = JsonObject.Of(("a", 2L)) },
        new ExecutionForked(At, new ReusedWork(0, new TokenUsage(0, 0, null, 1))),
        new ModelReplied(At, Step, 1, 0) { Provider = "p", Model = "m", Text = "x", Usage = new TokenUsage(3, 4, null, 1), IsReused = true },
        new ExecutionStarted(At),
        new ExecutionQueued(At),
        new ExecutionAdmitted(At, null),
        new ExecutionAdmitted(At, At.AddMinutes(2)),
        new StepStarted(At, Step, "s", 1, 1) { Input = JsonObject.Of(("task", "x")), Deadline = At.AddMinutes(5) },
        new StepStarted(At, Step, "s", 1, 2),
        new ModelReplied(At, Step, 1, 0) { Provider = "openai", Model = "m", Text = "héllo \"x\"", FinishReason = "stop", Usage = new TokenUsage(3, 4, 0.000125m, 1), Duration = TimeSpan.FromSeconds(1.5) },
        new ModelReplied(At, Step, 1, 1) { Provider = "openai", Model = "m", Text = "", Usage = new TokenUsage(3, 4, null, 1) },
        new StepFailed(At, Step, "s", 1, 2, new ExecutionError(ErrorCategory.RateLimited, "slow down") { RetryAfter = TimeSpan.FromSeconds(3), State = "s", Code = "c", IsPermanent = true }) { RetryAt = At.AddSeconds(4) },
        new StepStarted(At, Step, "s", 1, 1) { Branch = "each#1/0" },
        new StepFailed(At, Step, "s", 1, 2, new ExecutionError(ErrorCategory.Internal, "bug")) { Branch = "each#1/0" },
        new ModelReplied(At, Step, 1, 1) { Branch = "each#1/0", Provider = "openai", Model = "m", Text = "", Usage = new TokenUsage(3, 4, null, 1) },
        new ToolReturned(At, Step, 1, 4) { Tool = "code", ToolCallId = "c1", Result = JsonObject.Of(("n", 1L)), Duration = TimeSpan.FromSeconds(0.5) },
        new ToolReturned(At, Step, 2, 5)
        {
            Branch = "each#1/0",
            Within = "4",
            Tool = "code",
            ToolCallId = "c2",
            Error = new ExecutionError(ErrorCategory.Timeout, "slow") { Code = "tool_timeout" },
            EndsAttempt = true,
            IsTruncated = true,
            Tries = 3,
            IsReused = true,
        },
        new BranchStarted(At, Step, "each#1/0", "0", 0),
        new BranchEnded(At, "each#1/0"),
        new BranchEnded(At, "each#1/0") { Error = new ExecutionError(ErrorCategory.Provider, "down") { State = "s" }, Attempt = 3 },
        new LateResultIgnored(At, Step, 1),
        new ExecutionCompleted(At, JsonArray.Create(1L, JsonValue.Null, "x")),
        new ExecutionFailed(At, new ExecutionError(ErrorCategory.Internal, "bug")),
        new ExecutionCancelled(At, "ada", "enough"),
        new ExecutionTimedOut(At),
        new ExecutionPaused(At, "user:ada", "lunch"),
        new ExecutionPaused(At, null, null) { IsByParent = true },
        new ExecutionResumed(At, null),
        new ExecutionBudgetExceeded(At, new BudgetShortfall("execution", "tokens", 100, 3, 50)),
        new ExecutionBudgetExceeded(At, new BudgetShortfall("day", "cost_usd", 0.5m, 0, null) { Until = At.AddHours(3) }),
        new ExecutionBudgetExceeded(At, new BudgetShortfall("parent", "tokens", 100, 3, 50) { Owner = "e0" }),
        new BudgetChanged(At, new Budget { Tokens = 1, CostUsd = 0.25m, Time = TimeSpan.FromSeconds(90), ModelCalls = 2, ToolCalls = 3 }, "user:ada"),
        new BudgetWarned(At, "cost_usd", 0.41m, 0.5m),
        new StepDeferred(At, Step, 1, 2),
        new TimerStarted(At, Step, At.AddDays(1)),
        new SignalAwaited(At, Step, "paid", null),
        new SignalAwaited(At, Step, "paid", At.AddHours(1)),
        new SignalReceived(At, "1", "paid", JsonObject.Of(("amount", 2L)), "user:ada"),
        new SignalConsumed(At, Step, "1"),
        new ChildStarted(At, Step, "e2", "other", null),
        new ChildStarted(At, Step, "e2", "other", 3),
        new ApprovalVoted(At, Step, new ApprovalVote("user:ada", true, At) { IsAuthenticated = true, Comment = "ok", Edited = 1L, Via = "link" }),
        new ApprovalVoted(At, Step, new ApprovalVote("user:ada", false, At)),
        new ApprovalDelegated(At, Step, "user:ada", "user:bob", "holiday", true),
        new ApprovalReminded(At, Step));

    [Fact]
    public void Conversations_WrittenAndRead_AreTheSame()
    {
        var replied = new ModelReplied(At, Step, 1, 3)
        {
            Provider = "p",
            Model = "m",
            Text = "",
            Usage = new TokenUsage(3, 4, null, 1),
            ToolCalls = [new ToolRequest("c1", "code", JsonObject.Of(("code", "1"))), new ToolRequest("c2", "odd", "no object")],
            Message = JsonObject.Of(("role", "assistant"), ("parts", JsonArray.Empty)),
            Within = "3:1",
        };

        EventText.Write(EventText.RoundTrip(replied)).ShouldBe(EventText.Write(replied));
        EventText.Write(replied with { ToolCalls = [], Message = null, Within = "" }).ShouldEndWith("\"duration_seconds\":0,\"tool_calls\":[]}");
        EventText.RoundTrip(replied with { ToolCalls = null }).ShouldBeOfType<ModelReplied>().ToolCalls.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_WrittenAndRead_IsTheSame(ExecutionEvent happened) => EventText.RoundTrip(happened).ShouldBe(happened);

    [Fact]
    public void PartsOfTokensAndSkippedModels_AreKept_AndLeftOutWhereThereAreNone()
    {
        var replied = new ModelReplied(At, Step, 1, 0)
        {
            Provider = "p",
            Model = "m",
            Text = "",
            Usage = new TokenUsage(30, 40, 0.5m, 1) { CachedInputTokens = 10, CacheWriteTokens = 5, ReasoningTokens = 20 },
            Degraded = ["/score: not a number"],
            Skipped = [new SkippedModel("q", "n", ErrorCategory.RateLimited, "slow down")],
        };
        var read = EventText.RoundTrip(replied).ShouldBeOfType<ModelReplied>();
        read.Usage.ShouldBe(replied.Usage);
        read.Skipped.ShouldBe(replied.Skipped);
        read.Degraded.ShouldBe(replied.Degraded);
        EventText.Write(replied).ShouldContain(""""skipped":[{"provider":"q","model":"n","category":"rate_limited","message":"slow down"}]"""");
        EventText.Write(replied with { Usage = new TokenUsage(30, 40, 0.5m, 1), Skipped = [], Degraded = [] })
            .ShouldEndWith(""""text":"","input_tokens":30,"output_tokens":40,"cost_usd":0.5,"duration_seconds":0}"""");
    }

    [Fact]
    public void EventsWithWrites_WrittenAndRead_AreTheSame()
    {
        var succeeded = new StepSucceeded(At, Step, "s", 1, JsonObject.Of(("a", 2.5))) { Writes = [new ContextWrite("steps.s", "$"), new ContextWrite("x", "a")], Next = "t" };
        var evaluated = new StepEvaluated(At, Step, "s", 1) { Output = "x", Writes = [new ContextWrite("ctx", "$")], Next = "t", Condition = "a > 1" };

        EventText.Write(EventText.RoundTrip(succeeded)).ShouldBe(EventText.Write(succeeded));
        EventText.Write(EventText.RoundTrip(evaluated)).ShouldBe(EventText.Write(evaluated));
    }

    [Fact]
    public void Composites_WrittenAndRead_AreTheSame()
    {
        var shape = new CompositeShape(CompositeKind.Fork, 3) { Aggregation = "merge", ItemName = "it", Appends = ["a", "b"] };
        var started = new StepStarted(At, Step, "s", 1, 1) { Branch = "a#1/b", Composite = shape, Input = JsonArray.Create(1L) };
        var succeeded = new StepSucceeded(At, Step, "s", 1, null) { Branch = "a#1/b", Writes = [new ContextWrite("$", "$")] };

        EventText.Write(EventText.RoundTrip(started)).ShouldBe(EventText.Write(started));
        EventText.Write(started).ShouldContain("""{"kind":"fork","total":3,"aggregation":"merge","item":"it","appends":["a","b"]}""");
        EventText.RoundTrip(succeeded).ShouldBeOfType<StepSucceeded>().Output.ShouldBeNull();
    }

    [Fact]
    public void EventOfTheWorkflowsOwnStates_SaysNothingOfBranches()
        => EventText.Write(new StepStarted(At, Step, "s", 1, 2)).ShouldBe($$"""{"type":"step.started","at":"2026-05-06T07:08:09.123Z","step_id":"{{Step}}","state":"s","visit":1,"attempt":2}""");

    [Fact]
    public void UnknownType_IsRefusedByName()
        => Should.Throw<InvalidDataException>(() => ExecutionEvent.Read(JsonObject.Of(("type", "from.the.future"), ("at", "2026-01-01T00:00:00Z")))).Message.ShouldContain("from.the.future");

    [Fact]
    public void StepId_IsTheSameForTheSameVisitOnly()
    {
        StepId.Of("e1", "s", "", 0, 1).ShouldBe(Step);
        StepId.Of("e1", "s", "", 0, 2).ShouldNotBe(Step);
        StepId.Of("e2", "s", "", 0, 1).ShouldNotBe(Step);
    }
}
