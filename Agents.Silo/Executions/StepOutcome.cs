using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Silo.Models;

namespace Agents.Silo.Executions;

/// <summary>What came of running an attempt. A closed family.</summary>
internal abstract record StepOutcome(IReadOnlyList<ModelCallRecord> Calls)
{
    /// <summary>The command that records it.</summary>
    public EndAttempt ToCommand(StepState step, DateTimeOffset now, double jitter)
    {
        var calls = Calls.Select((call, index) => Replied(step, call, call.Number ?? index, now)).ToList();
        return this is StepNotAllowed { Shortfall: var shortfall }
            ? new DeferStep(now, step.Id, step.Attempt, shortfall, calls)
            : new FinishStep(now, step.Id, step.Attempt, (this as StepDone)?.Output, (this as StepBroken)?.Error, calls, jitter);
    }

    /// <summary>The event that records an answer.</summary>
    public static ModelReplied Replied(StepState step, ModelCallRecord call, int number, DateTimeOffset now) => new(now, step.Id, step.Attempt, number)
    {
        Branch = step.Branch,
        Provider = call.Provider,
        Model = call.Model,
        Text = call.Text,
        FinishReason = call.FinishReason,
        Usage = call.Usage,
        Duration = call.Duration,
        Skipped = call.Skipped,
        Degraded = call.Degraded,
        ToolCalls = call.Number is null ? null : RecordedAnswers.Requests(call.Message),
        Message = call.Number is null ? null : RecordedAnswers.Parts(call.Message),
    };
}

/// <summary>The step has a result.</summary>
internal sealed record StepDone(JsonValue Output, IReadOnlyList<ModelCallRecord> Calls) : StepOutcome(Calls);

/// <summary>The attempt failed.</summary>
internal sealed record StepBroken(ExecutionError Error, IReadOnlyList<ModelCallRecord> Calls) : StepOutcome(Calls);

/// <summary>A budget did not allow the attempt's next call.</summary>
internal sealed record StepNotAllowed(BudgetShortfall Shortfall, IReadOnlyList<ModelCallRecord> Calls) : StepOutcome(Calls);

/// <summary>The attempt was told to stop before it had a result; there is nothing to record.</summary>
internal sealed record StepStopped() : StepOutcome([]);
