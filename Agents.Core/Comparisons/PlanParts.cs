using Agents.Core.Executions.Reads;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Comparisons;

/// <summary>A plan taken apart into what is compared: each part has a subject, a name and an outline.</summary>
internal static class PlanParts
{
    private static readonly string[] NotSettings =
    [
        nameof(Workflow.Agents), nameof(Workflow.Fields), nameof(Workflow.Id), nameof(Workflow.InputSchema), nameof(Workflow.OutputSchema),
        nameof(Workflow.Start), nameof(Workflow.States),
    ];

    public static IEnumerable<(ChangeSubject Subject, string Name, JsonValue Outline)> Of(Workflow plan)
        => [.. Settings(plan), .. Schemas(plan), .. Agents(plan), .. States(plan)];

    private static IEnumerable<(ChangeSubject Subject, string Name, JsonValue Outline)> Settings(Workflow plan)
        => Outline.Properties(plan, NotSettings).Select(static setting => (ChangeSubject.Setting, setting.Key, setting.Value));

    private static IEnumerable<(ChangeSubject Subject, string Name, JsonValue Outline)> Schemas(Workflow plan)
    {
        // A graph's input schema is made of its fields.
        foreach (var field in plan.Fields)
        {
            yield return (ChangeSubject.Schema, $"state.{field.Name}", Outline.Properties(field, nameof(field.Name)));
        }

        if (plan is { InputSchema: { } inputs, Fields.Count: 0 })
        {
            yield return (ChangeSubject.Schema, "inputSchema", inputs);
        }

        if (plan.OutputSchema is { } outputs)
        {
            yield return (ChangeSubject.Schema, "outputSchema", outputs);
        }
    }

    private static IEnumerable<(ChangeSubject Subject, string Name, JsonValue Outline)> Agents(Workflow plan)
        => plan.Agents.Values.Select(static agent => (ChangeSubject.Agent, agent.Name, (JsonValue)Outline.Properties(agent, nameof(agent.Name))));

    private static IEnumerable<(ChangeSubject Subject, string Name, JsonValue Outline)> States(Workflow plan)
    {
        yield return (ChangeSubject.Transition, "start", TransitionOutline.Of(plan.Start));
        foreach (var (name, state) in plan.States.SelectMany(static state => Named(state, "")))
        {
            // An agent of the definition is a part of its own; a graph's node is its own agent.
            IReadOnlyCollection<string> others = state is AgentState { Agent: var agent } && plan.Agents.ContainsKey(agent)
                ? [nameof(State.Name), nameof(State.Position), nameof(AgentState.Definition)]
                : [nameof(State.Name), nameof(State.Position)];
            yield return (ChangeSubject.State, name, Outline.Properties(state, others));
            yield return (ChangeSubject.Transition, name, TransitionOutline.Of(state is SwitchState choice ? choice.Routes : state.Next));
        }
    }

    private static IEnumerable<(string Name, State State)> Named(State state, string around)
        => PlanStates.NamedBlocks(state)
            .SelectMany(block => block.Block.States.SelectMany(inner => Named(inner, block.Name is null ? $"{around}{state.Name}/" : $"{around}{state.Name}/{block.Name}/")))
            .Prepend((around + state.Name, state));
}
