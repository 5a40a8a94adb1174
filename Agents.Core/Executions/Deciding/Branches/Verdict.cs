using Agents.Core.Json;

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
/// <param name="Branches">In the order in which they begin.</param>
internal sealed record Opens(IReadOnlyList<Opening> Branches) : Verdict;

/// <summary>A branch that begins, or that is not taken.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Index">Its place.</param>
internal readonly record struct Opening(string Key, int Index)
{
    /// <summary>What it is given; null means what its kind of step gives every branch.</summary>
    public JsonValue? Input { get; init; }

    /// <summary>Whether it is not taken.</summary>
    public bool IsSkipped { get; init; }
}

/// <summary>It is done.</summary>
internal sealed record IsDone : Verdict;

/// <summary>It has failed; what is still open stops.</summary>
/// <param name="Error">Why.</param>
/// <param name="Attempt">The attempt of the step that failed it.</param>
internal sealed record IsBroken(ExecutionError Error, int Attempt) : Verdict;
