namespace Agents.Core.Executions;

/// <summary>What is to become of a step that consists of branches, given how far they are. A closed family.</summary>
internal abstract record Verdict
{
    /// <summary>The open branches go on.</summary>
    public static readonly Verdict Waits = new Opens([]);

    /// <summary>It is done; what is still open stops.</summary>
    public static readonly Verdict Done = new IsDone();
}

/// <summary>These branches begin.</summary>
/// <param name="Branches">Key and place of each.</param>
internal sealed record Opens(IReadOnlyList<(string Key, int Index)> Branches) : Verdict;

/// <summary>It is done.</summary>
internal sealed record IsDone : Verdict;

/// <summary>It has failed; what is still open stops.</summary>
/// <param name="Error">Why.</param>
/// <param name="Attempt">The attempt of the step that failed it.</param>
internal sealed record IsBroken(ExecutionError Error, int Attempt) : Verdict;
