using System.Runtime.CompilerServices;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Which parts of a state's result go where in the context (formats §A.1, §B.3).</summary>
internal static class Writes
{
    // A plan's states live as long as the plan: their writes are worked out once.
    private static readonly ConditionalWeakTable<State, IReadOnlyList<ContextWrite>> Known = [];

    public static IReadOnlyList<ContextWrite> Of(State state, Workflow plan)
    {
        if (!Known.TryGetValue(state, out var writes))
        {
            writes = plan.Format == WorkflowFormat.Graph ? OfNode(state) : OfState(state, isNested: !ReferenceEquals(plan.FindState(state.Name), state));
            Known.AddOrUpdate(state, writes);
        }

        return writes;
    }

    private static List<ContextWrite> OfNode(State state) => state switch
    {
        AgentState { HasSimpleOutput: true } agent => [new ContextWrite(agent.OutputFields[0], "$")],
        AgentState agent => [.. agent.OutputFields.Select(static field => new ContextWrite(field, field))],
        CodeState code => [new ContextWrite(code.OutputField, "$")],
        ForkState => [new ContextWrite("$", "$")],
        MapState map => [new ContextWrite(map.Map.CollectField, "$")],
        _ => [],
    };

    private static List<ContextWrite> OfState(State state, bool isNested)
    {
        var own = ContextWrite.StepPath(state.Name);
        var writes = new List<ContextWrite> { new(own, "$") };
        var target = state.ResultPath?.Text ?? (state is InjectState ? "ctx" : null);
        if (target is not null && target != own)
        {
            writes.Add(new ContextWrite(target, "$"));
        }
        else if (target is not null && isNested)
        {
            // A block's result is what its states were told to write: the journal must tell this from what every state writes.
            writes.Add(new ContextWrite($"$.{target}", "$"));
        }

        writes.AddRange(state.Output.Select(static part => new ContextWrite(part.Key, part.Value)));
        return writes;
    }
}
