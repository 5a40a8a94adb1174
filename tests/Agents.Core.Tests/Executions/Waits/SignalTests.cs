using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Waits;

public sealed class SignalTests
{
    private static SignalState Wait(string name, string? next, TimeSpan? timeout = null, string? onTimeout = null) => new(name)
    {
        Signal = "paid",
        Timeout = timeout,
        OnTimeout = onTimeout,
        Next = next is null ? EndTransition.Instance : new ToTransition(next),
    };

    private static Decision Send(Run run, string id, JsonValue payload, string name = "paid") => run.Take(new DeliverSignal(run.Now, name, id, payload, "user:ada"));

    [Fact]
    public void Signal_AfterTheWait_IsTheStepsOutput()
    {
        var run = Run.Start(Plans.Machine(Wait("wait", null)));
        run.State.Status.ShouldBe(ExecutionStatus.WaitingSignal);
        Execution.SleepsUntil(run.State).ShouldBe(DateTimeOffset.MaxValue);

        Send(run, "1", JsonObject.Of(("amount", 3L)));

        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        run.State.Result.ShouldBe(JsonObject.Of(("amount", 3L)));
    }

    [Fact]
    public void Signal_BeforeTheWait_IsKeptUntilConsumed()
    {
        var run = Run.Start(Plans.Machine(Plans.Agent("ask", "wait"), Wait("wait", null)));
        Send(run, "1", "early");
        run.State.Signals.Pending.Count.ShouldBe(1);
        run.Reload().Signals.Pending.ShouldBe(run.State.Signals.Pending);

        run.Succeed("x");

        run.State.Result.ShouldBe("early");
        run.State.Signals.Pending.ShouldBeEmpty();
    }

    [Fact]
    public void SameId_CountsOnceAlsoAfterItWasConsumed()
    {
        var run = Run.Start(Plans.Machine(Wait("first", "second"), Wait("second", null)));

        Send(run, "1", 1L).ShouldBeOfType<Accepted>().Events.ShouldNotBeEmpty();
        Send(run, "1", 1L).ShouldBeOfType<Accepted>().Events.ShouldBeEmpty();

        run.Step.State.ShouldBe("second");
        Send(run, "2", 2L);
        run.State.Result.ShouldBe(2L);
    }

    [Fact]
    public void SignalsOfOneName_AreTakenInTheirOrder()
    {
        var run = Run.Start(Plans.Machine(Plans.Agent("ask", "first"), Wait("first", "second"), Wait("second", null)));
        Send(run, "1", 1L);
        Send(run, "2", 2L);

        run.Succeed("x");

        run.Journal.OfType<SignalConsumed>().Select(static happened => happened.Id).ShouldBe(["1", "2"]);
        run.State.Result.ShouldBe(2L);
    }

    [Fact]
    public void AnotherSignal_LeavesTheStepWaiting()
    {
        var run = Run.Start(Plans.Machine(Wait("wait", null)));

        Send(run, "1", 1L, "other");

        run.State.Status.ShouldBe(ExecutionStatus.WaitingSignal);
    }

    [Fact]
    public void Timeout_FailsTheStepForGood()
    {
        var run = Run.Start(Plans.Machine(Wait("wait", null, TimeSpan.FromMinutes(1)))).Pass(TimeSpan.FromDays(1));

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Category.ShouldBe(ErrorCategory.Timeout);
    }

    [Fact]
    public void Timeout_WithATarget_GoesThere()
    {
        var run = Run.Start(Plans.Machine(Wait("wait", null, TimeSpan.FromMinutes(1), "late"), Plans.Agent("late"))).Pass(TimeSpan.FromMinutes(1));

        run.Step.State.ShouldBe("late");
        ((JsonObject)run.State.Root.LastOutput)["timed_out"].ShouldBe(true);
    }

    [Fact]
    public void SignalAtTheEnd_IsRefusedWithTheStatus()
    {
        var run = Run.Start(Plans.Machine(Wait("wait", null)));
        Send(run, "1", 1L);

        Send(run, "2", 2L).ShouldBe(new Refused("The execution is already completed."));
        // The answer to the first sending was lost: sending again is fine.
        Send(run, "1", 1L).ShouldBeOfType<Accepted>();
    }

    [Fact]
    public void TooManySignals_AreRefused()
    {
        var run = Run.Start(Plans.Machine(Plans.Agent("ask")));
        for (var number = 0; number < SignalInbox.Capacity; number++)
        {
            Send(run, $"{number}", 1L);
        }

        Send(run, "one more", 1L).ShouldBeOfType<Refused>().Category.ShouldBe(ErrorCategory.Conflict);
    }
}
