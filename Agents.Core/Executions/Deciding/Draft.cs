using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Events of one decision as they come to be, each folded at once so that the next one is decided on what it left.</summary>
internal sealed class Draft(ExecutionState state, Workflow plan, DateTimeOffset now)
{
    private readonly List<ExecutionEvent> _events = new(4);

    public ExecutionState State { get; private set; } = state;

    public Workflow Plan { get; } = plan;

    public DateTimeOffset Now { get; } = now;

    public bool IsOver => State.Status.IsFinal();

    public void Record(ExecutionEvent happened)
    {
        State = Execution.Fold(State, happened);
        _events.Add(happened);
    }

    public Accepted Accept() => new(_events, State);
}
