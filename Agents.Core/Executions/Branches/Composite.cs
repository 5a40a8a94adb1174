using System.Collections.Immutable;
using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>
/// How far a step is that consists of branches. Immutable; a branch that begins or ends costs the logarithm of their number.
/// </summary>
/// <param name="Shape">What it was recorded with.</param>
public sealed record Composite(CompositeShape Shape)
{
    /// <summary>How many branches have begun.</summary>
    public int Started { get; init; }

    /// <summary>Paths of the open frames by their index.</summary>
    public ImmutableSortedDictionary<int, string> Open { get; init; } = ImmutableSortedDictionary<int, string>.Empty;

    /// <summary>What came of the branches that are over, by their index.</summary>
    public ImmutableSortedDictionary<int, BranchResult> Ended { get; init; } = ImmutableSortedDictionary<int, BranchResult>.Empty;

    /// <summary>How many of them failed.</summary>
    public int Failures { get; init; }

    /// <summary>The first that gave a result; null before.</summary>
    public BranchResult? FirstDone { get; init; }

    /// <summary>The first that failed; null before.</summary>
    public BranchResult? FirstFailed { get; init; }

    /// <summary>The step's result so far, derived from its branches' each time that it is asked for: nothing keeps it a second time.</summary>
    public JsonValue Output => CompositeOutput.Of(this);

    internal Composite Begin(int index, string path) => this with { Started = Started + 1, Open = Open.Add(index, path) };

    internal Composite Skip(int index, string key) => this with
    {
        Started = Started + 1,
        Ended = Ended.Add(index, new BranchResult(key, JsonValue.Null, null, 0) { IsSkipped = true }),
    };

    internal Composite End(int index, BranchResult result) => this with
    {
        Open = Open.Remove(index),
        Ended = Ended.Add(index, result),
        Failures = Failures + (result.Error is null ? 0 : 1),
        FirstDone = FirstDone ?? (result.Error is null ? result : null),
        FirstFailed = FirstFailed ?? (result.Error is null ? null : result),
    };
}
