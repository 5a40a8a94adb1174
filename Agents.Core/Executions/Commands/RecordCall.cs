using Agents.Core.Executions.Events;

namespace Agents.Core.Executions.Commands;

/// <summary>A model answered, or a tool gave a result, inside of an attempt that goes on: nothing may follow from it before it is durable.</summary>
/// <param name="Now">When.</param>
/// <param name="StepId">The step.</param>
/// <param name="Attempt">The attempt that made the call.</param>
/// <param name="Happened">A <see cref="ModelReplied"/> or a <see cref="ToolReturned"/> of this attempt.</param>
public sealed record RecordCall(DateTimeOffset Now, StepId StepId, int Attempt, ExecutionEvent Happened) : ExecutionCommand(Now);
