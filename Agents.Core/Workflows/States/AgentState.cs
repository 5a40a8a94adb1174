using Agents.Core.Json;

namespace Agents.Core.Workflows;

/// <summary>Runs an agent (<c>type: agent</c>, <c>operation</c> with <c>agent.run</c>, a node of the graph format).</summary>
/// <param name="Name">The state's name.</param>
public sealed record AgentState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "agent";

    /// <summary>The agent's name, without its environment. In the graph format the node is its own agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The environment of <c>name@environment</c>; null means the default one.</summary>
    public string? Environment { get; init; }

    /// <summary>The agent where it is part of the definition (inline or graph node) or was found in the environment; null where nobody has it.</summary>
    public AgentDefinition? Definition { get; init; }

    /// <summary>What to do, with templates; null means: work on the input alone.</summary>
    public Template? Task { get; init; }

    /// <summary>Variables for the agent's own prompt; templates inside are rendered.</summary>
    public TemplateValue? Variables { get; init; }

    /// <summary>JSON Schema of this answer, which goes before the agent's own; null where a pattern asks for nothing particular.</summary>
    public JsonValue? AnswerSchema { get; init; }

    /// <summary>The graph format's <c>inputs</c>: local name → template; looked at before the state's fields.</summary>
    public IReadOnlyList<KeyValuePair<string, Template>> LocalInputs { get; init; } = [];

    /// <summary>The graph format's <c>outputs</c>: which state fields the result goes to; empty in the other formats.</summary>
    public IReadOnlyList<string> OutputFields { get; init; } = [];

    /// <summary>Whether the result is the one output field's value itself rather than an object of fields.</summary>
    public bool HasSimpleOutput { get; init; }
}
