using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Something failed for good.</summary>
internal static class Failing
{
    /// <summary>A frame cannot go on: the execution fails with the workflow's own states, anything else is decided by the step that the frame is a part of.</summary>
    public static void Fail(Draft draft, string path, ExecutionError error)
    {
        if (path.Length > 0)
        {
            throw new InvalidOperationException($"Branch '{path}' was not started by this version.");
        }

        draft.Record(new ExecutionFailed(draft.Now, error));
    }

    /// <summary>A visit failed before it could begin.</summary>
    public static void FailStep(Draft draft, string path, StepId stepId, State state, int visit, ExecutionError error)
    {
        var located = error with { State = state.Name };
        draft.Record(new StepFailed(draft.Now, stepId, state.Name, visit, 1, located) { Branch = path });
        Fail(draft, path, located);
    }
}
