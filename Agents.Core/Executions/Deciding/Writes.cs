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
            writes = plan.Format == WorkflowFormat.Graph ? OfNode(state) : OfState(state);
            Known.AddOrUpdate(state, writes);
        }

        return writes;
    }

    private static List<ContextWrite> OfNode(State state) => state switch
    {
        AgentState { HasSimpleOutput: true } agent => [new ContextWrite(agent.OutputFields[0], "$")],
        AgentState agent => [.. agent.OutputFields.Select(static field => new ContextWrite(field, field))],
        CodeState code => [new ContextWrite(code.OutputField, "$")],
        _ => [],
    };

    private static List<ContextWrite> OfState(State state)
    {
        var own = StepPath(state.Name);
        var writes = new List<ContextWrite> { new(own, "$") };
        var target = state.ResultPath?.Text ?? (state is InjectState ? "ctx" : null);
        if (target is not null && target != own)
        {
            writes.Add(new ContextWrite(target, "$"));
        }

        writes.AddRange(state.Output.Select(static part => new ContextWrite(part.Key, part.Value)));
        return writes;
    }

    private static string StepPath(string name)
        => name.All(static letter => char.IsLetterOrDigit(letter) || letter is '_' or '-') ? $"steps.{name}" : $"steps[\"{name}\"]";
}
