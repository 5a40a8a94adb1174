using Agents.Core.Executions.Waits;

namespace Agents.Core.Executions;

/// <summary>What an execution in a given state needs done outside of itself. A closed family.</summary>
public abstract record ExecutionWork;

/// <summary>Run this attempt of this step and come back with <see cref="Commands.FinishStep"/>.</summary>
/// <param name="Step">The step.</param>
public sealed record RunStep(StepState Step) : ExecutionWork;

/// <summary>Start this execution where it was not started, and come back with <see cref="Commands.FinishStep"/> when it is over.</summary>
/// <param name="Step">The step that waits for it.</param>
/// <param name="Child">The execution.</param>
public sealed record RunChild(StepState Step, ChildWait Child) : ExecutionWork;

/// <summary>Come back with <see cref="Commands.Tick"/> at this time.</summary>
/// <param name="DueAt">The earliest time at which something is due.</param>
public sealed record WakeAt(DateTimeOffset DueAt) : ExecutionWork;
