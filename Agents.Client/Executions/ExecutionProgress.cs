namespace Agents.Client.Executions;

/// <summary><c>GET /executions/{id}/progress</c>: how far an execution is, state by state. Its size follows the definition's, not the number of steps.</summary>
/// <param name="LastSeq">The last event that it counts.</param>
/// <param name="Steps">How many steps there are.</param>
public sealed record ExecutionProgress(long LastSeq, long Steps)
{
    /// <summary>Steps by <see cref="StepStatuses"/>; statuses without any are left out.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    /// <summary>Every state that was entered, in the order of the first time.</summary>
    public IReadOnlyList<StateProgress> States { get; init; } = [];

    /// <summary>Which state was followed by which, in whatever branch, each pair once.</summary>
    public IReadOnlyList<StateEdge> Edges { get; init; } = [];

    /// <summary>Counts steps, which come in the order in which they began.</summary>
    public static ExecutionProgress Of(long lastSeq, IReadOnlyList<StepRecord> steps)
    {
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        var edges = new HashSet<StateEdge>();
        foreach (var step in steps)
        {
            var branch = step.Branch ?? "";
            edges.Add(new StateEdge(last.GetValueOrDefault(branch) ?? Around(branch), step.State));
            last[branch] = step.State;
        }

        return new ExecutionProgress(lastSeq, steps.Count)
        {
            Counts = steps.CountBy(static step => step.Status).ToDictionary(static count => count.Key, static count => (long)count.Value),
            States = [.. steps.GroupBy(static step => step.State).Select(StateProgress.Of)],
            Edges = [.. edges],
        };
    }

    // A path ends with the state that has the branch, its visit and the branch: each#1/0/both#1/logs.
    private static string? Around(string branch)
    {
        var visit = branch.LastIndexOf('#');
        return visit < 0 ? null : branch[(branch.LastIndexOf('/', visit) + 1)..visit];
    }
}

/// <summary>What became of a state.</summary>
/// <param name="State">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record StateProgress(string State, string Type)
{
    /// <summary>Its steps by <see cref="StepStatuses"/>; statuses without any are left out.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    /// <summary>The step that one would look at: the newest that failed for good, else one that is under way, else the newest.</summary>
    public required string StepId { get; init; }

    /// <summary>That step's status, but running where any of them is under way.</summary>
    public required string Status { get; init; }

    /// <summary>That step's duration; null until it has ended.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Attempts of that step.</summary>
    public int Attempts { get; init; }

    /// <summary>How far that step's branches are; null where it has none.</summary>
    public BranchCounts? Branches { get; init; }

    /// <summary>Tokens of all its steps.</summary>
    public TokenCount Tokens { get; init; } = TokenCount.None;

    /// <summary>US dollars of all its steps; null where a price is unknown.</summary>
    public decimal? CostUsd { get; init; }

    internal static StateProgress Of(IGrouping<string, StepRecord> group)
    {
        var steps = group.ToList();
        var failed = steps.FindLast(static step => step.Status is StepStatuses.Failed or StepStatuses.TimedOut);
        var open = steps.Find(static step => step.CompletedAt is null);
        var shown = (steps.Count == 1 ? null : failed ?? open) ?? steps[^1];
        return new StateProgress(group.Key, shown.Type)
        {
            Counts = steps.CountBy(static step => step.Status).ToDictionary(static count => count.Key, static count => (long)count.Value),
            StepId = shown.StepId,
            Status = open?.Status ?? shown.Status,
            DurationSeconds = shown.DurationSeconds,
            Attempts = shown.Attempts.Count,
            Branches = shown.Branches,
            Tokens = new TokenCount(steps.Sum(static step => step.Tokens.Input), steps.Sum(static step => step.Tokens.Output)),
            CostUsd = steps.Exists(static step => step.CostUsd is null) ? null : steps.Sum(static step => step.CostUsd),
        };
    }
}

/// <summary>One state was followed by another.</summary>
/// <param name="From">The one before, for the first one of a branch the state that has the branch; null where the workflow began.</param>
/// <param name="To">The one after.</param>
public sealed record StateEdge(string? From, string To);
