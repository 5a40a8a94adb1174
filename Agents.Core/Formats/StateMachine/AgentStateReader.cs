using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads an agent state, and the same thing as an operation, a branch or an iterator.</summary>
internal static class AgentStateReader
{
    private static readonly string[] TaskSpellings = ["task", "prompt", "agentTask", "agent_task", "userInput", "user_input"];

    public static State? Read(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        if (AgentOf(keys) is not { } node)
        {
            keys.Missing("agent", "Name the agent: 'agent: my-agent'.");
            return null;
        }

        var reference = keys.TextOf(node, "agent") ?? "";
        var (name, environment) = Split(reference);
        state.Machine.Draft.Agents.Add(new AgentUse(name, environment, node.Place));
        return new AgentState(state.Name)
        {
            Agent = name,
            Environment = environment,
            Definition = state.Machine.Agents.GetValueOrDefault(reference),
            Task = TaskOf(state),
            Variables = state.Value("variables"),
        };
    }

    /// <summary>A branch or foreach with <c>agent</c> instead of states: one agent state, with the keys that stand beside it.</summary>
    /// <param name="state">What is read.</param>
    /// <param name="isAlone">Whether the keys are the agent's own, rather than those of the <c>foreach</c> that names it.</param>
    public static State? ReadShort(StateReader state, bool isAlone)
    {
        var keys = state.Keys;
        if (Read(state) is not AgentState agent)
        {
            return null;
        }

        var completed = agent with
        {
            Input = state.Input(),
            Timeout = isAlone ? keys.Duration("timeout", "timeoutSeconds", "timeout_seconds") : null,
            Retry = RetryReader.Read(keys.Mapping("retry")),
            ResultPath = isAlone ? Paths.ReadTarget(keys.Find("resultPath"), $"'resultPath' of {keys.What}", keys.Bag) : null,
            Position = state.Draft.Node.Position,
        };
        keys.AlsoLookIn(null);
        return completed;
    }

    // An action in the place of the task (input.task: agent.run) is no task; the text is under one of the other names then.
    private static Template? TaskOf(StateReader state)
    {
        var keys = state.Keys;
        foreach (var spelling in TaskSpellings)
        {
            if (keys.Find(spelling) is { } node && !(node is ScalarNode { Value: JsonString text } && OperationReader.IsAction(text.Value)))
            {
                return state.TemplateOf(node, "task");
            }
        }

        return null;
    }

    private static DocumentNode? AgentOf(MappingReader keys) => keys.Find("agent", "agent_id", "agentId", "agent_name", "agentName");

    private static (string Name, string? Environment) Split(string reference)
    {
        var at = reference.LastIndexOf('@');
        return at > 0 && at < reference.Length - 1 ? (reference[..at], reference[(at + 1)..]) : (reference, null);
    }
}
