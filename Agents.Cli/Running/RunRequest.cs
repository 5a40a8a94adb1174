using Agents.Client.Executions;

namespace Agents.Cli.Running;

/// <summary>What <c>agents run</c> was asked for.</summary>
/// <param name="File">The workflow file.</param>
/// <param name="Inputs"><c>key=value</c> as written.</param>
internal sealed record RunRequest(string File, IReadOnlyList<string> Inputs)
{
    public bool FillsSample { get; init; }

    public bool ShowsTokens { get; init; }

    public Uri? Server { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public TimeSpan? Timeout { get; init; }

    public BudgetRecord? Budget { get; init; }

    /// <summary>The execution's environment; null for none. Holds secrets.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    public bool ApprovesAll { get; init; }

    public bool SkipsTimers { get; init; }

    /// <summary>One of <see cref="RunModes"/>.</summary>
    public string Mode { get; init; } = RunModes.Full;
}
