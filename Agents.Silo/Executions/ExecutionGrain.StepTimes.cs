using System.Collections.Immutable;
using Agents.Core.Executions;
using Agents.Core.Executions.Bottlenecks;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    // What took time so far: the state forgets steps that are over, and the bottleneck is told at the end.
    private ImmutableList<StepSpan> _stepSpans = [];

    private async Task<ExecutionState> LoadStepsAsync()
    {
        var state = ExecutionState.None;
        var spans = ImmutableList.CreateBuilder<StepSpan>();
        foreach (var stored in await _services.Journal.ReadAsync(this.GetPrimaryKeyString()))
        {
            spans.AddRange(StepSpan.Ended(state, stored.Event));
            state = Execution.Fold(state, stored.Event);
        }

        _stepSpans = spans.ToImmutable();
        return state;
    }
}
