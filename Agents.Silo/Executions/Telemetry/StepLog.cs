using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Silo.Executions.Telemetry;

/// <summary>
/// A line per attempt that failed and per step that is over. Steps that did work or waited are <see cref="LogLevel.Information"/>, failures
/// <see cref="LogLevel.Warning"/>, computed states <see cref="LogLevel.Debug"/>. Carries names, times and categories; nothing that a workflow reads or writes.
/// </summary>
internal sealed class StepLog(ILogger<StepLog> logger)
{
    public void Write(ExecutionState before, Accepted accepted, Workflow plan)
    {
        if (!logger.IsEnabled(LogLevel.Warning))
        {
            return;
        }

        foreach (var end in accepted.Ends)
        {
            var level = accepted.Events[end.Index] is StepEvaluated ? LogLevel.Debug : end.Ended.Error is null ? LogLevel.Information : LogLevel.Warning;
            Write(level, accepted.State.Id, end.Ended, end.At, plan);
        }

        foreach (var happened in accepted.Events)
        {
            if (happened is StepFailed { RetryAt: not null } failed && before.FindStep(failed.StepId) is { } step)
            {
                Write(LogLevel.Warning, accepted.State.Id, new EndedStep(step, StepStatus.Failed) { Error = failed.Error }, happened.At, plan);
            }
        }
    }

    private void Write(LogLevel level, string executionId, EndedStep ended, DateTimeOffset at, Workflow plan)
    {
        if (logger.IsEnabled(level))
        {
            var executor = Execution.FindState(plan, ended.Step.Branch, ended.Step.State)?.Type;
            logger.Log(level, default, new StepLogEntry(executionId, ended, executor, at - ended.Step.StartedAt), null, static (entry, _) => entry.ToString());
        }
    }
}
