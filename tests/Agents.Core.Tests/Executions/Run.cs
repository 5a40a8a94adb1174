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

    public static Run Start(Workflow plan, JsonObject? inputs = null)
    {
        var run = new Run(plan);
        run.Take(new StartExecution(run.Now) { ExecutionId = "e1", WorkflowVersion = 1, Inputs = inputs ?? JsonObject.Empty });
        return run;
    }

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

    public Run Succeed(JsonValue output)
    {
        Take(new FinishStep(Now, Step.Id, Step.Attempt, output, null, [], 0));
        return this;
    }

    public Run Fail(string category, string message = "broken", TimeSpan? retryAfter = null)
    {
        Take(new FinishStep(Now, Step.Id, Step.Attempt, null, new ExecutionError(category, message) { RetryAfter = retryAfter }, [], 0));
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
