using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Waits;

public sealed class TimerTests
{
    private static TimerState Timer(TimeSpan? duration = null, string? until = null) => new("pause")
    {
        Duration = duration,
        Until = until is null ? null : Plans.Text(until),
        Next = new ToTransition("ask"),
    };

    private static Run Start(TimerState timer, JsonObject? inputs = null) => Run.Start(Plans.Machine(timer, Plans.Agent("ask")), inputs);

    [Fact]
    public void Timer_WaitsForItsTime()
    {
        var run = Start(Timer(TimeSpan.FromHours(2)));

        run.State.Status.ShouldBe(ExecutionStatus.WaitingTimer);
        run.Step.Status.ShouldBe(StepStatus.WaitingTimer);
        Execution.Next(run.State).ShouldBe([new WakeAt(run.Now.AddHours(2))]);
        Execution.SleepsUntil(run.State).ShouldBe(run.Now.AddHours(2));
        run.Pass(TimeSpan.FromHours(1)).Step.State.ShouldBe("pause");
        run.Pass(TimeSpan.FromHours(1)).Step.State.ShouldBe("ask");
        run.State.Status.ShouldBe(ExecutionStatus.Running);
        Execution.SleepsUntil(run.State).ShouldBeNull();
    }

    [Fact]
    public void Timer_FiresOnceHoweverLate()
    {
        var run = Start(Timer(TimeSpan.FromSeconds(1))).Pass(TimeSpan.FromDays(3)).Pass(TimeSpan.Zero);

        run.Journal.OfType<StepSucceeded>().Count().ShouldBe(1);
        run.Step.State.ShouldBe("ask");
    }

    [Fact]
    public void Timer_PassesItsInputThrough()
    {
        var run = Start(Timer(TimeSpan.FromSeconds(1)), JsonObject.Of(("a", 1L))).Pass(TimeSpan.FromSeconds(1));

        ((JsonObject)run.Step.Input)["input"].ShouldBe(JsonObject.Of(("a", 1L)));
    }

    [Fact]
    public void Until_IsRenderedOnce()
    {
        var run = Start(Timer(until: "{{ at }}"), JsonObject.Of(("at", "2026-02-01T00:00:00+01:00")));

        run.Step.Wait.ShouldBe(new TimerWait(new DateTimeOffset(2026, 1, 31, 23, 0, 0, TimeSpan.Zero)));
        run.Reload().ActiveSteps.ShouldBe(run.State.ActiveSteps);
    }

    [Fact]
    public void Until_ThatIsNoTime_FailsAndSaysWhatItGot()
    {
        var run = Start(Timer(until: "{{ at }}"), JsonObject.Of(("at", "tomorrow")));

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Message.ShouldContain("'tomorrow'");
    }

    [Fact]
    public void ExecutionDeadline_FiresWhileATimerWaits()
    {
        var run = Run.Start(Plans.Machine(Timer(TimeSpan.FromHours(2)), Plans.Agent("ask")) with { Timeout = TimeSpan.FromHours(1) });

        Execution.SleepsUntil(run.State).ShouldBe(run.Now.AddHours(1));
        run.Pass(TimeSpan.FromHours(1)).State.Status.ShouldBe(ExecutionStatus.TimedOut);
    }

    [Fact]
    public void Cancel_EndsTheWait()
    {
        var run = Start(Timer(TimeSpan.FromHours(2)));

        run.Take(new CancelExecution(run.Now, "ada", null));

        Execution.Next(run.State).ShouldBeEmpty();
        Execution.SleepsUntil(run.State).ShouldBeNull();
    }
}
