using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Branches;

public sealed class TryTests
{
    private static readonly StateBlock Fix = Plans.Block(Plans.Agent("fix") with { ResultPath = ContextPath.TryParse("fixed") });

    private static readonly StateBlock Note = Plans.Block(Plans.Agent("note", task: "{{ _error.code }} {{ _error.message }} {{ _error.state }} {{ _error.attempt }}"));

    private static readonly StateBlock Settle = Plans.Block(Plans.Agent("settle") with { ResultPath = ContextPath.TryParse("settled") });

    [Fact]
    public void Success_RunsFinallyAndKeepsWhatWasWritten()
    {
        var run = Run.Start(Plans.Machine(Plans.Try("guarded", Fix, Note, Settle, "after"), Plans.Agent("after", task: "{{ ctx.fixed }} {{ ctx.settled }}")));

        run.Succeed("fix", "yes");
        run.Work.ShouldHaveSingleItem().State.ShouldBe("settle");
        run.Succeed("settle", "calm");

        ((JsonObject)run.Step.Input).ShouldBe(JsonObject.Of(("task", "yes calm"), ("input", "yes")));
    }

    [Fact]
    public void Failure_IsToldToCatchWhichGivesTheResult()
    {
        var run = Run.Start(Plans.Machine(Plans.Try("guarded", Fix, Note, Settle))).Break("fix", "stuck");

        ((JsonObject)run.Work.ShouldHaveSingleItem().Input).Find("task").ShouldBe((JsonValue)"provider_error stuck fix 1");
        run.Succeed("note", "noted").Succeed("settle", "calm");

        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        run.State.Result.ShouldBe((JsonValue)"noted");
        run.State.Context.ContainsKey("_error").ShouldBeFalse();
    }

    [Fact]
    public void Failure_AfterRetries_TellsTheLastAttempt()
    {
        var run = Run.Start(Plans.Machine(Plans.Try("guarded", Fix, Note)));
        foreach (var wait in new[] { 2, 4, 8 })
        {
            run.Fail(run.Work[0], new ExecutionError(ErrorCategory.Provider, "down")).Pass(TimeSpan.FromSeconds(wait));
        }

        run.Fail(run.Work[0], new ExecutionError(ErrorCategory.Provider, "down"));

        ((JsonObject)run.Work.ShouldHaveSingleItem().Input).Find("task").ShouldBe((JsonValue)"provider_error down (after 3 retries) fix 4");
    }

    [Fact]
    public void FailState_IsCaughtWithItsCode()
    {
        var run = Run.Start(Plans.Machine(Plans.Try("guarded", Plans.Block(Plans.Fail("stop", "NO_STOCK", "none left")), Note)));

        ((JsonObject)run.Work.ShouldHaveSingleItem().Input).Find("task").ShouldBe((JsonValue)"NO_STOCK none left stop 1");
    }

    [Fact]
    public void WhatTheFailedBlockWrote_IsThereInCatch()
    {
        var tried = Plans.Block(Plans.Inject("mark", "half", "stop") with { ResultPath = ContextPath.TryParse("progress") }, Plans.Fail("stop", "X", "x"));

        var run = Run.Start(Plans.Machine(Plans.Try("guarded", tried, Plans.Block(Plans.Transform("look", "ctx.progress")))));

        run.State.Result.ShouldBe((JsonValue)"half");
    }

    [Fact]
    public void WithoutCatch_FinallyRunsAndTheFailureStays()
    {
        var run = Run.Start(Plans.Machine(Plans.Try("guarded", Fix, null, Settle))).Break("fix", "stuck");

        run.Succeed("settle", "calm");

        run.State.Error.ShouldBe(new ExecutionError(ErrorCategory.Provider, "stuck") { State = "fix", IsPermanent = true });
    }

    [Fact]
    public void FailureInCatch_RunsFinallyAndFailsTheState()
    {
        var run = Run.Start(Plans.Machine(Plans.Try("guarded", Fix, Note, Settle))).Break("fix", "stuck").Break("note", "mute");

        run.Succeed("settle", "calm").State.Error!.Message.ShouldBe("mute");
    }

    [Fact]
    public void FailureInFinally_FailsTheState()
        => Run.Start(Plans.Machine(Plans.Try("guarded", Fix, Note, Settle))).Succeed("fix", "yes").Break("settle", "restless").State.Error!.Message.ShouldBe("restless");

    [Fact]
    public void Timeout_SkipsCatchRunsFinallyAndFailsTheState()
    {
        var run = Run.Start(Plans.Machine(Plans.Try("guarded", Fix, Note, Settle) with { Timeout = TimeSpan.FromSeconds(10) })).Pass(TimeSpan.FromSeconds(11));

        run.Work.ShouldHaveSingleItem().State.ShouldBe("settle");
        run.Pass(TimeSpan.FromSeconds(60)).Succeed("settle", "calm");

        run.State.Error.ShouldBe(new ExecutionError(ErrorCategory.Timeout, "The state took longer than 10 s.") { State = "guarded" });
    }

    [Fact]
    public void Cancel_RunsNoFinally()
    {
        var run = Run.Start(Plans.Machine(Plans.Try("guarded", Fix, Note, Settle)));

        run.Take(new Core.Executions.Commands.CancelExecution(run.Now, null, null));

        run.Work.ShouldBeEmpty();
        run.State.Status.ShouldBe(ExecutionStatus.Cancelled);
    }

    [Fact]
    public void TryInABranch_WritesForTheBranch()
    {
        var plan = Plans.Machine(Plans.Parallel("gather", null, ("only", Plans.Block(Plans.Try("guarded", Fix)))));

        Run.Start(plan).Succeed("fix", "yes").State.Result.ShouldBe(JsonValue.Parse("""{"only": {"fixed": "yes"}}"""));
    }

    [Fact]
    public void TryAgain_InALoop_CatchesEveryTime()
    {
        var plan = Plans.Machine(
            Plans.Try("guarded", Plans.Block(Plans.Fail("stop", "X", "x")), Plans.Block(Plans.Transform("note", "ctx.get('n', 0) + 1") with { ResultPath = ContextPath.TryParse("n") }), next: "again"),
            Plans.Switch("again", null, "done", ("ctx.n < 3", "guarded")),
            Plans.Transform("done", "ctx.n"));

        Run.Start(plan).State.Result.ShouldBe((JsonValue)3L);
    }
}
