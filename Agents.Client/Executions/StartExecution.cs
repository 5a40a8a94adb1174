using System.Text.Json;

namespace Agents.Client.Executions;

/// <summary>
/// The body of <c>POST /executions</c>. The server also takes <c>workflowId</c> for <c>workflow_id</c> and <c>input</c> or
/// <c>input_data</c> for <c>inputs</c>, as older clients send them.
/// </summary>
/// <param name="WorkflowId">The workflow.</param>
public sealed record StartExecution(string WorkflowId)
{
    /// <summary>The server's number of the version; null means the newest.</summary>
    public int? Version { get; init; }

    /// <summary>A JSON object that fits the workflow's input schema; null means an empty one.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>One of <see cref="RunModes"/>; null means <c>full</c>.</summary>
    public string? RunMode { get; init; }

    /// <summary>What it may spend, over the definition's own budget; null means as defined.</summary>
    public BudgetRecord? Budget { get; init; }

    /// <summary>Settings that go before the definition's; null means as defined.</summary>
    public ExecutionOverridesRecord? Overrides { get; init; }

    /// <summary>Values for the environment variables that the definition reads; null means none.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary>One of <see cref="TriggerTypes"/> that a client of ours may claim (<c>manual</c>, <c>api</c>, <c>chat</c>); null means <c>api</c>.</summary>
    public string? TriggerType { get; init; }
}

/// <summary>What one execution may spend; null means no limit of that kind.</summary>
public sealed record BudgetRecord
{
    /// <summary>Input and output tokens together.</summary>
    public long? Tokens { get; init; }

    /// <summary>US dollars.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Seconds from its first state on, waits included.</summary>
    public double? TimeSeconds { get; init; }

    /// <summary>Model calls that are answered, those of retries included.</summary>
    public int? ModelCalls { get; init; }

    /// <summary>Tool calls, retries included.</summary>
    public int? ToolCalls { get; init; }
}

/// <summary>Settings of one execution that go before the definition's; null means as defined.</summary>
/// <param name="Provider">The provider that every agent uses.</param>
/// <param name="Model">The model that every agent uses.</param>
public sealed record ExecutionOverridesRecord(string? Provider = null, string? Model = null)
{
    /// <summary>Whether timers and timeouts of signals pass at once, for trying a workflow; a signal without a timeout gets an empty object.</summary>
    public bool SkipTimers { get; init; }
}
