using Agents.Core.Json;

namespace Agents.Core.Workflows;

/// <summary>
/// A validated workflow: what every file format loads into, what the validator checks and what the engine runs.
/// Immutable; two files with the same meaning give equal plans.
/// </summary>
public sealed record Workflow
{
    private readonly IReadOnlyList<State> _states = [];
    private readonly Dictionary<string, State> _statesByName = [];

    /// <summary>Stable identifier: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; the file's name where the definition gives none.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people; the id where the definition gives none.</summary>
    public required string Name { get; init; }

    /// <summary>Which format the definition was written in.</summary>
    public required WorkflowFormat Format { get; init; }

    /// <summary>The definition's own version label; null where it gives none. The server counts versions 1, 2, 3 by itself.</summary>
    public string? Version { get; init; }

    /// <summary>What the workflow is for.</summary>
    public string? Description { get; init; }

    /// <summary>Words to filter by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Who the workflow is for (catalogue).</summary>
    public string? Persona { get; init; }

    /// <summary>How hard it is to use (catalogue).</summary>
    public string? Difficulty { get; init; }

    /// <summary>How long it usually takes, as the author wrote it (catalogue).</summary>
    public string? EstimatedTime { get; init; }

    /// <summary>Who wrote it.</summary>
    public string? Author { get; init; }

    /// <summary>Where an execution begins.</summary>
    public required Transition Start { get; init; }

    /// <summary>The states in the order in which the file has them.</summary>
    public required IReadOnlyList<State> States
    {
        get => _states;
        init
        {
            _states = value;
            _statesByName = value.DistinctBy(static state => state.Name).ToDictionary(static state => state.Name, StringComparer.Ordinal);
        }
    }

    /// <summary>Agents written inside the definition by name, and those of the environment that it was loaded with. The graph format's nodes are agents of their own.</summary>
    public IReadOnlyDictionary<string, AgentDefinition> Agents { get; init; } = new Dictionary<string, AgentDefinition>();

    /// <summary>What executions are given beside their inputs, as the definition declares it.</summary>
    public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>JSON Schema of the inputs; null accepts any object.</summary>
    public JsonValue? InputSchema { get; init; }

    /// <summary>JSON Schema of the outputs; null promises nothing.</summary>
    public JsonValue? OutputSchema { get; init; }

    /// <summary>The graph format's state fields in order; empty in the other formats.</summary>
    public IReadOnlyList<StateField> Fields { get; init; } = [];

    /// <summary>How long an execution may take from its start; null means no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What one execution may spend; null means no limit.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Model settings for agents that say nothing themselves.</summary>
    public ModelOptions Model { get; init; } = ModelOptions.Default;

    /// <summary>Retry rule for steps that say nothing themselves; null means the engine's defaults per error category.</summary>
    public RetryRule? Retry { get; init; }

    /// <summary>Memory settings for agents that say nothing themselves.</summary>
    public MemoryOptions? Memory { get; init; }

    /// <summary>Quality gates and A/B variants as written (<c>config.gates</c>, <c>config.ab_test</c>); null where there are none.</summary>
    public JsonObject? Optimization { get; init; }

    /// <summary>What the definition says about tracking (<c>config.observability</c>) as written; null where it says nothing.</summary>
    public JsonObject? Observability { get; init; }

    /// <summary>How the definition wants to be reached by webhooks, as written; null where it says nothing.</summary>
    public JsonObject? Webhook { get; init; }

    /// <summary>The states and those inside of them, each before what is inside of it.</summary>
    public IEnumerable<State> AllStates() => States.SelectMany(Within);

    /// <summary>Finds a top-level state by name; null where there is none.</summary>
    public State? FindState(string name) => _statesByName.TryGetValue(name, out var state) ? state : null;

    private static IEnumerable<State> Within(State state) => state.Blocks().SelectMany(static block => block.States).SelectMany(Within).Prepend(state);
}
