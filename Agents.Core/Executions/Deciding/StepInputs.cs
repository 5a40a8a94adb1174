using System.Diagnostics.CodeAnalysis;
using Agents.Core.Evaluation;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Executions;

/// <summary>
/// What a step gets, rendered once and recorded: <c>{task, input, variables}</c>. An attempt after a crash or a retry gets exactly the same.
/// </summary>
public static class StepInputs
{
    /// <summary>The rendered task; absent where the state gives none.</summary>
    public const string Task = "task";

    /// <summary>The state's input, else the previous state's output; absent in the graph format, whose prompt says everything.</summary>
    public const string Input = "input";

    /// <summary>Variables of the agent's own prompt; absent where the state gives none.</summary>
    public const string Variables = "variables";

    internal static bool TryRender(
        State state,
        StateScope scope,
        Frame frame,
        out JsonValue? input,
        [NotNullWhen(false)] out ExecutionError? error)
    {
        try
        {
            if (state is not AgentState agent)
            {
                input = RenderWait(state, scope, frame);
                error = null;
                return true;
            }

            var rendered = Render(agent, scope, frame);
            error = Conformity.OfAgentInput(agent, rendered);
            input = error is null ? rendered : null;
            return error is null;
        }
        catch (StarlarkException problem)
        {
            input = null;
            error = PureStates.ToError(problem);
            return false;
        }
    }

    /// <summary>Names that a node's templates see before the state's fields.</summary>
    internal static JsonObject? Locals(IReadOnlyList<KeyValuePair<string, Template>> inputs, StateScope scope)
        => inputs.Count == 0 ? null : JsonObject.From(inputs.Select(input => KeyValuePair.Create(input.Key, Templating.Render(input.Value, scope))));

    // What waits is given what its own input says; another workflow gets its inputs.
    private static JsonValue? RenderWait(State state, StateScope scope, Frame frame)
        => state.Input is { } input ? Templating.Render(input, scope) : state is WorkflowState ? frame.LastOutput : null;

    private static JsonObject Render(AgentState agent, StateScope scope, Frame frame)
    {
        var seen = agent.LocalInputs.Count == 0 ? scope : scope.With(Locals(agent.LocalInputs, scope));
        var rendered = new JsonObjectBuilder(3);
        if (agent.Task is not null)
        {
            rendered.Set(Task, Templating.Text(agent.Task, seen));
        }

        if (agent.Input is not null)
        {
            rendered.Set(Input, Templating.Render(agent.Input, seen));
        }
        else if (agent.OutputFields.Count == 0)
        {
            rendered.Set(Input, frame.LastOutput);
        }

        if (agent.Variables is not null)
        {
            rendered.Set(Variables, Templating.Render(agent.Variables, seen));
        }

        return rendered.Build();
    }
}
