using Agents.Chaos.Models;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Models;

namespace Agents.Chaos.Workflows;

/// <summary>
/// An execution by the pure engine alone, in this process: no silo, no disk, no clock but its own. What can happen next happens in an order of chance.
/// </summary>
internal sealed class UninterruptedRun
{
    private static readonly string[] People = ["ada", "bob"];

    private readonly Scenario _scenario;
    private readonly Random _random;
    private readonly Workflow _plan;
    private DateTimeOffset _now;
    private ExecutionState _state = ExecutionState.None;

    private UninterruptedRun(Scenario scenario, Random random, string workflow, DateTimeOffset now)
        => (_scenario, _random, _plan, _now) = (scenario, random, scenario.Plan(workflow), now);

    /// <summary>The end of an execution that nothing disturbs.</summary>
    public static Outcome Of(Scenario scenario, string workflow, JsonObject inputs, int order)
        => Outcome.Of(new UninterruptedRun(scenario, new Random(order), workflow, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)).Run("e", inputs, null));

    private ExecutionState Run(string id, JsonObject inputs, ParentStep? parent)
    {
        Take(new StartExecution(_now) { ExecutionId = id, WorkflowVersion = 1, Inputs = WorkflowInputs.Bind(_plan, inputs).Inputs, Parent = parent });
        while (!_state.Status.IsFinal())
        {
            var (possible, before) = (Possible(), _state.Seq);
            Take(possible.Count > 0 ? possible[_random.Next(possible.Count)]() : throw new InvalidOperationException($"Nothing can happen any more in {_plan.Id}."));
            if (_state.Seq == before)
            {
                throw new InvalidOperationException($"What should happen in {_plan.Id} changes nothing.");
            }
        }

        return _state;
    }

    private void Take(ExecutionCommand command) => _state = Execution.Decide(_state, _plan, command) is Accepted accepted
        ? accepted.State
        : throw new InvalidOperationException($"{command} was refused in {_plan.Id}.");

    private List<Func<ExecutionCommand>> Possible()
    {
        var possible = new List<Func<ExecutionCommand>>();
        foreach (var work in Execution.Next(_state))
        {
            switch (work)
            {
                case RunStep { Step: var step } when Reply(step) is not (null, null):
                    possible.Add(() => Finish(step, Reply(step)));
                    break;
                case RunChild child:
                    possible.Add(() => Finish(child.Step, RunOther(child)));
                    break;
            }
        }

        possible.AddRange(_state.ActiveSteps.Select(Outside).OfType<Func<ExecutionCommand>>());
        // What takes long may take long; nothing that answers at once runs into its limit.
        if (Execution.DueAt(_state) is { } due && (possible.Count == 0 || due - _now < TimeSpan.FromMinutes(1)))
        {
            possible.Add(() => new Tick(_now = due));
        }

        return possible;
    }

    private FinishStep Finish(StepState step, (JsonValue? Output, ExecutionError? Error) reply) => new(_now, step.Id, step.Attempt, reply.Output, reply.Error, [], 0);

    // What people and other systems do.
    private Func<ExecutionCommand>? Outside(StepState step) => step.Wait switch
    {
        SignalWait { Signal: not WorkflowGenerator.Never } signal => () => new DeliverSignal(_now, signal.Signal, $"{step.Id}-{_state.Seq}", Given.Payload(signal.Signal), null),
        ApprovalWait approval => () => new VoteApproval(
            _now, step.Id, new Core.Approvals.Actor($"user:{People[approval.Votes.Count]}"), approval.Title != WorkflowGenerator.Reject),
        _ => null,
    };

    private (JsonValue? Output, ExecutionError? Error) RunOther(RunChild child)
    {
        var id = $"{_state.Id}/{child.Step.Id}/{child.Step.Attempt}";
        var ended = new UninterruptedRun(_scenario, _random, child.Child.WorkflowId, _now)
            .Run(id, (JsonObject)child.Step.Input, new ParentStep(_state.Id, child.Step.Id, child.Step.Attempt, 1));
        return ended.Error is { } error ? (null, error with { State = null, IsPermanent = false, RetryAfter = null }) : (ended.Result, null);
    }

    private (JsonValue? Output, ExecutionError? Error) Reply(StepState step)
    {
        var input = (JsonObject)step.Input;
        var request = new AgentRequest(new AgentDefinition("worker"), new ModelOptions(), step.Id.IdempotencyKey(step.Attempt))
        {
            Task = (input.Find(StepInputs.Task) as JsonString)?.Value,
            Input = input.Find(StepInputs.Input),
        };
        return FakeReply.Of(AgentPrompt.Messages(request)[^1].Text, step.Attempt);
    }
}
