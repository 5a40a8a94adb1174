namespace Agents.Client.Executions;

/// <summary>The answer to a start with <see cref="RunModes.ValidateOnly"/>: nothing was started.</summary>
/// <param name="Valid">Whether the execution would begin: no check says <see cref="CheckStates.Error"/>.</param>
/// <param name="Checks">What was looked at, at least one entry per kind.</param>
/// <param name="Estimate">What the execution would come to.</param>
public sealed record ValidationReport(bool Valid, IReadOnlyList<ValidationCheck> Checks, ExecutionEstimate Estimate);

/// <summary>One thing that was looked at.</summary>
/// <param name="Check"><c>workflow</c>, <c>inputs</c>, <c>agents</c>, <c>budget</c>, <c>sub_workflows</c>, or <c>provider:</c> and its name.</param>
/// <param name="State">One of <see cref="CheckStates"/>.</param>
/// <param name="Message">What is wrong and what to do, or what was found, for people.</param>
public sealed record ValidationCheck(string Check, string State, string Message);

/// <summary>What a check came to.</summary>
public static class CheckStates
{
    /// <summary>All is well.</summary>
    public const string Ok = "ok";

    /// <summary>An execution would begin and may fail, or be slow.</summary>
    public const string Warning = "warning";

    /// <summary>An execution would fail before its first step.</summary>
    public const string Error = "error";
}

/// <summary>What an execution would come to, roughly.</summary>
/// <param name="Tokens">Input and output tokens together.</param>
/// <param name="CostUsd">US dollars; null where a price is unknown.</param>
/// <param name="Seconds">How long it would take.</param>
/// <param name="Basis"><c>past_executions</c> (their average), or <c>prompts</c>: each agent asked once, with what its prompt looks like.</param>
/// <param name="Executions">How many past executions it is the average of; 0 where there are none.</param>
public sealed record ExecutionEstimate(long Tokens, decimal? CostUsd, double Seconds, string Basis, long Executions);
