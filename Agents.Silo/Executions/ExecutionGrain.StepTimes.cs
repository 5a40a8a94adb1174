using Agents.Core.Executions;
using Agents.Core.Executions.Bottlenecks;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    // What took time so far: the state forgets steps that are over, and the bottleneck is told at the end.
    private readonly List<StepSpan> _stepSpans = [];

    private async Task<ExecutionState> LoadStepsAsync()
    {
        var state = ExecutionState.None;
        _stepSpans.Clear();
        foreach (var stored in await _services.Journal.ReadAsync(this.GetPrimaryKeyString()))
        {
            _stepSpans.AddRange(StepSpan.Ended(state, stored.Event));
            state = Execution.Fold(state, stored.Event);
        }

        return state;
    }
}
