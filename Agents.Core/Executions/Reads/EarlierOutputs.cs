using Agents.Core.Workflows;

namespace Agents.Core.Executions.Reads;

/// <summary>Which agents' outputs are the newest when a state runs.</summary>
internal sealed class EarlierOutputs(Workflow plan)
{
    private readonly Lazy<ILookup<string, State>> _before = new(() => plan.States
        .SelectMany(static state => Targets(state).Select(target => (State: state, Target: target)))
        .ToLookup(static step => step.Target, static step => step.State));

    /// <summary>On each way to the state the last agent.</summary>
    public IReadOnlyList<State> AgentsBefore(State reader)
    {
        var found = new List<State>();
        var seen = new HashSet<string>();
        var pending = new Queue<State>(_before.Value[reader.Name]);
        while (pending.TryDequeue(out var state))
        {
            if (!seen.Add(state.Name))
            {
                continue;
            }

            if (state is AgentState)
            {
                found.Add(state);
                continue;
            }

            foreach (var earlier in _before.Value[state.Name])
            {
                pending.Enqueue(earlier);
            }
        }

        return found;
    }

    /// <summary>Where a state may lead.</summary>
    public static IEnumerable<string> Targets(State state) => state is SwitchState choice ? choice.Routes.Targets : state.Next.Targets;
}
