using Agents.Core.Executions.Waits;

namespace Agents.Core.Executions;

/// <summary>How many steps that do work of their own are in which status.</summary>
internal readonly record struct StepCounts(int Running, int Pending, int Approvals, int Signals, int Timers, int Children)
{
    /// <summary>What an execution is whose steps these are; without any it is about to begin one.</summary>
    public ExecutionStatus Status => this switch
    {
        { Running: > 0 } or { Pending: > 0 } => ExecutionStatus.Running,
        { Approvals: > 0 } => ExecutionStatus.WaitingApproval,
        { Signals: > 0 } => ExecutionStatus.WaitingSignal,
        { Timers: > 0 } => ExecutionStatus.WaitingTimer,
        _ => ExecutionStatus.Running,
    };

    public StepCounts With(StepState? step) => Add(step, 1);

    public StepCounts Without(StepState? step) => Add(step, -1);

    // A step that consists of branches does nothing by itself.
    private StepCounts Add(StepState? step, int count) => step is null or { Composite: not null } ? this : step.Status switch
    {
        StepStatus.Running => this with { Running = Running + count, Children = step.Wait is ChildWait ? Children + count : Children },
        StepStatus.Pending => this with { Pending = Pending + count },
        StepStatus.WaitingApproval => this with { Approvals = Approvals + count },
        StepStatus.WaitingSignal => this with { Signals = Signals + count },
        StepStatus.WaitingTimer => this with { Timers = Timers + count },
        _ => this,
    };
}
