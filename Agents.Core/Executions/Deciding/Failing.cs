using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Something failed for good.</summary>
internal static class Failing
{
    /// <summary>A frame cannot go on: the execution fails with the workflow's own states, anything else is decided by the step that the frame is a part of.</summary>
    /// <param name="draft">The decision so far.</param>
    /// <param name="path">The frame.</param>
    /// <param name="error">Why.</param>
    /// <param name="attempt">The attempt of the step that failed.</param>
    public static void Fail(Draft draft, string path, ExecutionError error, int attempt = 1)
    {
        if (path.Length > 0)
        {
            Composites.End(draft, path, error, attempt);
            return;
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
