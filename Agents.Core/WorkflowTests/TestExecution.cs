using Agents.Core.Approvals;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.JsonSchemas;
using Agents.Core.Workflows;

namespace Agents.Core.WorkflowTests;

/// <summary>
/// An execution in memory, with the engine's own decisions: agents answer what the case says, people decide what it says, and the clock jumps to whatever is
/// due next. One answer at a time, the oldest branch first, so that a case goes the same way every time.
/// </summary>
internal sealed class TestExecution(Workflow plan, WorkflowTestCase test)
{
    // More than any case needs: one that waits and repeats for ever is to end too.
    private const int MostActions = 100_000;

    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, int> _answered = new(StringComparer.Ordinal);
    private readonly List<string> _steps = [];
    private readonly List<TestFailure> _failures = [];
    private DateTimeOffset _now = Beginning;

    public ExecutionState State { get; private set; } = ExecutionState.None;

    public IReadOnlyList<string> Steps => _steps;

    public IReadOnlyList<TestFailure> Failures => _failures;

    /// <summary>Runs until it is over, or nothing in the case lets it go on.</summary>
    public void Run()
    {
        var (inputs, problems) = WorkflowInputs.Bind(plan, test.Inputs);
        if (problems.Count > 0)
        {
            _failures.AddRange(problems.Select(static problem => new TestFailure($"inputs{problem.Path}: {problem.Message}")));
            return;
        }

        Take(new StartExecution(_now) { ExecutionId = "test", WorkflowVersion = 1, Inputs = inputs, TriggerType = "manual" });
        for (var actions = 0; !State.Status.IsFinal() && _failures.Count == 0; actions++)
        {
            if (actions == MostActions)
            {
                _failures.Add(new TestFailure($"It was not over after {MostActions} answers and waits. Does it repeat for ever?"));
            }
            else if (!TryAct())
            {
                return;
            }
        }
    }

    private bool TryAct()
    {
        var work = Execution.Next(State);
        if (work.FirstOrDefault(static item => item is RunStep or RunChild) is { } next)
        {
            Answer(next is RunStep step ? step.Step : ((RunChild)next).Step);
            return true;
        }

        return TryWait() || TryPassTime();
    }

    private void Answer(StepState step)
    {
        var state = Execution.FindState(plan, step.Branch, step.State)!;
        var agent = state as AgentState;
        var name = test.Mocks.ContainsKey(step.State) ? step.State : agent?.Agent ?? step.State;
        if (NextOf(test.Mocks, name, out var asked) is not { } reply)
        {
            var who = agent is null ? "runs a workflow" : $"asks the agent '{agent.Agent}'";
            _failures.Add(new TestFailure(asked == 0
                ? $"State '{step.State}' {who}, and no mock answers it. Add 'mocks: {{{name}: ...}}'."
                : $"State '{step.State}' {who} once more than '{name}' has mocks, which are {asked}."));
            return;
        }

        if (reply.Output is { } output && agent?.Definition?.OutputSchema is { } schema && JsonSchema.Compile(schema) is var compiled && !compiled.IsValid(output))
        {
            _failures.Add(new TestFailure($"The mock of '{name}' breaks the agent's output schema: {string.Join(" ", compiled.Validate(output).Errors.Take(3))}"));
            return;
        }

        Take(new FinishStep(_now, step.Id, step.Attempt, reply.Output, reply.Error, [], Jitter: 0));
    }

    private bool TryWait()
    {
        foreach (var step in State.ActiveSteps)
        {
            if (step.Wait is ApprovalWait approval && NextOf(test.Approvals, step.State, out _) is { } decision)
            {
                Decide(step, approval, decision);
                return true;
            }

            if (step.Wait is SignalWait signal && NextOf(test.Signals, signal.Signal, out var sent) is { } payload)
            {
                Take(new DeliverSignal(_now, signal.Signal, $"{signal.Signal}-{sent}", payload, null));
                return true;
            }
        }

        return false;
    }

    // As many as are needed, the named ones first.
    private void Decide(StepState step, ApprovalWait approval, MockDecision decision)
    {
        var teams = approval.Approvers.Where(Actor.IsTeam).ToList();
        IEnumerable<Actor> actors = decision.Actor is { } one
            ? [new Actor(Actor.FullName(one)) { Teams = teams }]
            : approval.Approvers.Except(teams).Select(static name => new Actor(name))
                .Concat(Enumerable.Range(1, approval.Quorum).Select(number => new Actor($"user:test-{number}") { Teams = teams }))
                .Take(decision.IsApproval ? approval.Quorum : 1);
        foreach (var actor in actors)
        {
            var vote = new VoteApproval(_now, step.Id, actor, decision.IsApproval) { Comment = decision.Comment, Edited = decision.Edited };
            if (Take(vote) is Refused refused)
            {
                _failures.Add(new TestFailure($"The decision on '{step.State}' is refused: {refused.Message}"));
                return;
            }
        }
    }

    private bool TryPassTime()
    {
        if (Execution.DueAt(State) is not { } due)
        {
            return false;
        }

        _now = due > _now ? due : _now;
        return Take(new Tick(_now)) is Accepted { Events.Count: > 0 };
    }

    private T? NextOf<T>(IReadOnlyDictionary<string, IReadOnlyList<T>> answers, string name, out int given)
        where T : class
    {
        var key = $"{typeof(T).Name}:{name}";
        given = _answered.GetValueOrDefault(key);
        if (!answers.TryGetValue(name, out var list) || given >= list.Count)
        {
            return null;
        }

        _answered[key] = given + 1;
        return list[given];
    }

    private Decision Take(ExecutionCommand command)
    {
        var decision = Execution.Decide(State, plan, command);
        if (decision is Accepted accepted)
        {
            State = accepted.State;
            _steps.AddRange(accepted.Events.Select(Visited).OfType<string>());
        }

        return decision;
    }

    private static string? Visited(ExecutionEvent happened) => happened switch
    {
        StepStarted { Attempt: 1 } started => started.State,
        StepEvaluated evaluated => evaluated.State,
        _ => null,
    };
}
