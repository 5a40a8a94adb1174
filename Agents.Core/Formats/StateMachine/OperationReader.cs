using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads an <c>operation</c>: one action, which is a state type of its own under another name.</summary>
internal static class OperationReader
{
    private static readonly Dictionary<string, Func<StateReader, State?>> Actions = new(StringComparer.Ordinal)
    {
        ["agent.run"] = AgentStateReader.Read,
        ["agent.hierarchy.run"] = AgentStateReader.Read,
        ["human.approval"] = ApprovalStateReader.Read,
        ["workflow.run"] = WorkflowStateReader.Read,
    };

    public static bool IsAction(string text) => Actions.ContainsKey(text);

    public static State? Read(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        var node = keys.Find("action", "operation") ?? ActionInTask(keys);
        if (node is null)
        {
            return WithoutAction(state);
        }

        if (keys.TextOf(node, "action") is not { } action)
        {
            return null;
        }

        if (Actions.TryGetValue(action, out var read))
        {
            return read(state);
        }

        var known = string.Join(", ", Actions.Keys);
        keys.Bag.Error(
            DiagnosticCodes.UnknownAction, node.Place, $"{MappingReader.Capital(keys.What)} has the action '{action}', which does not exist.",
            Suggestion.DidYouMean(action, Actions.Keys, $"Actions: {known}."), known, action);
        return null;
    }

    // An agent's name alone says enough.
    private static State? WithoutAction(StateReader state)
    {
        if (state.Keys.Find("agent", "agent_id") is not null)
        {
            return AgentStateReader.Read(state);
        }

        state.Keys.Missing("action", "Say what to do: 'action: agent.run'.");
        return null;
    }

    // input.task: agent.run names the action; the text is in input.agent_task then.
    private static ScalarNode? ActionInTask(MappingReader keys)
        => keys.Find("task") is ScalarNode { Text: var text } scalar && IsAction(text) ? scalar : null;
}
