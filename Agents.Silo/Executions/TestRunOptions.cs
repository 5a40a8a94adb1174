using Agents.Core.Executions;

namespace Agents.Silo.Executions;

/// <summary>What holds executions down that are started with <c>run_mode: test_run</c>. Configuration section <c>TestRun</c>.</summary>
public sealed class TestRunOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "TestRun";

    /// <summary>Longest answer of a model call, in tokens. Higher costs more, lower cuts answers off. Default: 1,000.</summary>
    public int MaxTokens { get; set; } = 1_000;

    /// <summary>How long a test run may take, waits included. Default: 60 s.</summary>
    public TimeSpan Time { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a loop runs. Default: 5.</summary>
    public int MaxIterations { get; set; } = 5;

    internal TestRunCaps Caps => new(MaxTokens, Time, MaxIterations);
}
