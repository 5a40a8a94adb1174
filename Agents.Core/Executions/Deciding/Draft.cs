using Agents.Core.Evaluation;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Events of one decision as they come to be, each folded at once so that the next one is decided on what it left.</summary>
internal sealed class Draft(ExecutionState state, Workflow plan, DateTimeOffset now)
{
    private readonly List<ExecutionEvent> _events = new(4);
    private List<StepEnd>? _ends;
    private Queue<string>? _ready;

    public ExecutionState State { get; private set; } = state;

    public Workflow Plan { get; } = plan;

    public DateTimeOffset Now { get; } = now;

    public bool IsOver => State.Status.IsFinal();

    public void Record(ExecutionEvent happened)
    {
        var ended = Execution.Ended(State, happened);
        for (var index = 0; index < ended.Count; index++)
        {
            (_ends ??= new(1)).Add(new StepEnd(_events.Count, ended[index], happened.At));
        }

        State = Execution.Fold(State, happened);
        _events.Add(happened);
    }

    /// <summary>The frame may have somewhere to go: <see cref="Advancing.Run"/> looks at it in its turn.</summary>
    public void Ready(string path) => (_ready ??= new Queue<string>(1)).Enqueue(path);

    public bool TryTakeReady(out string path)
    {
        path = "";
        return _ready is not null && _ready.TryDequeue(out path!);
    }

    /// <summary>The states that a frame runs.</summary>
    public Sequence SequenceOf(string path)
        => PlanSequences.Of(Plan).Find(path) ?? throw new InvalidOperationException($"The workflow '{Plan.Id}' has no branch '{path}'.");

    /// <summary>The state that a step visits; null where the plan has none.</summary>
    public State? StateOf(StepState step) => SequenceOf(step.Branch).Find(step.State);

    public StateScope ScopeOf(Frame frame) => new(State, frame, Plan, Now);

    public Accepted Accept() => new(_events, State, _ends ?? (IReadOnlyList<StepEnd>)[]);
}
