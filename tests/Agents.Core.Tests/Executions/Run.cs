using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions;

/// <summary>One execution under test: gives it commands, keeps its journal, moves its clock.</summary>
internal sealed class Run(Workflow plan)
{
    private readonly List<ExecutionEvent> _journal = [];

    public ExecutionState State { get; private set; } = ExecutionState.None;

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public IReadOnlyList<ExecutionEvent> Journal => _journal;

    public IReadOnlyList<string> Types => [.. _journal.Select(static happened => happened.Type)];

    public StepState Step => State.ActiveSteps.ShouldHaveSingleItem();

    /// <summary>The steps that should be under way.</summary>
    public IReadOnlyList<StepState> Work => [.. Execution.Next(State).OfType<RunStep>().Select(static work => work.Step)];

    public static Run Start(Workflow plan, JsonObject? inputs = null) => Begin(plan, inputs, isQueued: false);

    /// <summary>An execution that waits for its turn.</summary>
    public static Run Queue(Workflow plan, JsonObject? inputs = null) => Begin(plan, inputs, isQueued: true);

    private static Run Begin(Workflow plan, JsonObject? inputs, bool isQueued)
    {
        var run = new Run(plan);
        run.Take(new StartExecution(run.Now) { ExecutionId = "e1", WorkflowVersion = 1, Inputs = inputs ?? JsonObject.Empty, IsQueued = isQueued });
        return run;
    }

    /// <summary>An execution an hour later that begins as this one did.</summary>
    public Run Fork(ForkPoint point, JsonObject? inputs = null, Workflow? onto = null, bool isQueued = false)
    {
        var fork = new Run(onto ?? plan) { Now = Now.AddHours(1) };
        var decision = fork.Take(fork.ForkOf(this, point, inputs) with { IsQueued = isQueued });
        decision.ShouldBeOfType<Accepted>((decision as Refused)?.Message);
        return fork;
    }

    public string RefuseFork(ForkPoint point, Workflow? onto = null)
        => ForkDecision(point, onto).ShouldBeOfType<Refused>().Message;

    public Decision ForkDecision(ForkPoint point, Workflow? onto = null)
        => Execution.Decide(ExecutionState.None, onto ?? plan, new Run(onto ?? plan) { Now = Now }.ForkOf(this, point, null));

    private ForkExecution ForkOf(Run parent, ForkPoint point, JsonObject? inputs)
        => new(Now) { ExecutionId = $"{parent.State.Id}-fork", WorkflowVersion = 2, Journal = parent.Journal, Point = point, Inputs = inputs };

    public Decision Take(ExecutionCommand command)
    {
        var decision = Execution.Decide(State, plan, command);
        if (decision is Accepted accepted)
        {
            _journal.AddRange(accepted.Events);
            State = accepted.State;
        }

        return decision;
    }

    public Run Succeed(JsonValue output) => Succeed(Step, output);

    public Run Succeed(StepState step, JsonValue output)
    {
        Take(new FinishStep(Now, step.Id, step.Attempt, output, null, [], 0));
        return this;
    }

    /// <summary>The one step of a state that should be under way gives a result.</summary>
    public Run Succeed(string state, JsonValue output) => Succeed(Work.Single(step => step.State == state), output);

    public Run Fail(string category, string message = "broken", TimeSpan? retryAfter = null)
        => Fail(Step, new ExecutionError(category, message) { RetryAfter = retryAfter });

    public Run Fail(StepState step, ExecutionError error)
    {
        Take(new FinishStep(Now, step.Id, step.Attempt, null, error, [], 0));
        return this;
    }

    /// <summary>The one step of a state that should be under way fails for good.</summary>
    public Run Break(string state, string message = "broken")
        => Fail(Work.Single(step => step.State == state), new ExecutionError(ErrorCategory.Provider, message) { IsPermanent = true });

    /// <summary>Whatever runs gives the text of its task or the name of its state, until nothing runs.</summary>
    public Run Finish()
    {
        while (Work is [var step, ..])
        {
            Succeed(step, (step.Input as JsonObject)?.Find("task") ?? step.State);
        }

        return this;
    }

    public Run Pass(TimeSpan time)
    {
        Now += time;
        Take(new Tick(Now));
        return this;
    }

    /// <summary>The journal written and read back, as a restart would.</summary>
    public ExecutionState Reload() => Execution.Fold(ExecutionState.None, _journal.Select(EventText.RoundTrip));
}
