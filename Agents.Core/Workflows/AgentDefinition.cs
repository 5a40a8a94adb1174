using Agents.Core.AgentFiles;
using Agents.Core.Json;

namespace Agents.Core.Workflows;

/// <summary>Instructions, model, tools and schemas: what an agent step runs.</summary>
/// <param name="Name">The agent's name inside its workflow or environment.</param>
public sealed record AgentDefinition(string Name)
{
    /// <summary>The system prompt; null sends none.</summary>
    public string? Instructions { get; init; }

    /// <summary>The prompt of an agent file, filled in for each step; null for agents that are written in the definition.</summary>
    public PromptTemplate? Prompt { get; init; }

    /// <summary>What the agent is for; other agents read it when it is their tool.</summary>
    public string? Description { get; init; }

    /// <summary>Model settings; unset ones come from the workflow, then from the provider.</summary>
    public ModelOptions Model { get; init; } = ModelOptions.Default;

    /// <summary>Tools that the agent may call.</summary>
    public IReadOnlyList<ToolReference> Tools { get; init; } = [];

    /// <summary>How many model calls one step may make; null means the engine's default.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>JSON Schema of its input; null accepts anything.</summary>
    public JsonValue? InputSchema { get; init; }

    /// <summary>JSON Schema of its output; null means free text, parsed when it is JSON.</summary>
    public JsonValue? OutputSchema { get; init; }

    /// <summary>Memory settings; null means the workflow's.</summary>
    public MemoryOptions? Memory { get; init; }
}

/// <summary>A tool that an agent may call.</summary>
/// <param name="Name">The canonical name.</param>
/// <param name="ContinueOnError">Whether a failing call is told to the model instead of failing the step.</param>
/// <param name="Config">Settings of this use; null where none are given.</param>
public sealed record ToolReference(string Name, bool ContinueOnError = false, JsonObject? Config = null)
{
    /// <summary>How often a failing call is made again before it counts as failed; 0 to 10.</summary>
    public int Retries { get; init; }

    /// <summary>How long one call may take; null means the silo's default.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>Model settings; null means: not said here.</summary>
public sealed record ModelOptions
{
    /// <summary>Says nothing.</summary>
    public static readonly ModelOptions Default = new();

    /// <summary><c>openai</c>, <c>anthropic</c>, <c>google</c>, <c>ollama</c> or <c>offline</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's name of the model.</summary>
    public string? Model { get; init; }

    /// <summary>Models that are asked in turn where <see cref="Model"/> gives no answer for a while; null means none.</summary>
    public IReadOnlyList<ModelChoice>? Fallbacks { get; init; }

    /// <summary>0 to 1.</summary>
    public double? Temperature { get; init; }

    /// <summary>Largest answer in tokens.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Base URL of an OpenAI-compatible server.</summary>
    public string? ApiBase { get; init; }

    /// <summary>What becomes of an answer that does not match the output schema, not even when asked again; null means that it fails the step.</summary>
    public DegradedPolicy? OnDegraded { get; init; }

    /// <summary>These settings, with gaps filled from <paramref name="fallback"/>.</summary>
    public ModelOptions Over(ModelOptions fallback) => new()
    {
        Provider = Provider ?? fallback.Provider,
        Model = Model ?? fallback.Model,
        // A model is set with its fallbacks, or without any.
        Fallbacks = Model is null && Provider is null ? Fallbacks ?? fallback.Fallbacks : Fallbacks,
        Temperature = Temperature ?? fallback.Temperature,
        MaxTokens = MaxTokens ?? fallback.MaxTokens,
        ApiBase = ApiBase ?? fallback.ApiBase,
        OnDegraded = OnDegraded ?? fallback.OnDegraded,
    };
}

/// <summary>What becomes of an answer that does not match its output schema.</summary>
public enum DegradedPolicy
{
    /// <summary>The attempt fails as <c>degraded_output</c>.</summary>
    Fail,

    /// <summary>The step goes on with what there is, as JSON where it is any, and a warning with it.</summary>
    Accept,
}

/// <summary>An agent's memory.</summary>
/// <param name="Enabled">Whether it remembers anything.</param>
/// <param name="Scope"><c>agent</c>, <c>workflow</c> or <c>node</c>.</param>
/// <param name="MaxEntries">How many records are kept.</param>
public sealed record MemoryOptions(bool Enabled, string Scope = "agent", int MaxEntries = 50)
{
    /// <summary>How long a record is kept after it was last written; null means for ever.</summary>
    public TimeSpan? Ttl { get; init; }
}
