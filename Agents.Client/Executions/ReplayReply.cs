namespace Agents.Client.Executions;

/// <summary>What came of replaying an execution: its journal read again, decided again and compared with what is shown of it.</summary>
/// <param name="Identical">Whether everything is as recorded.</param>
/// <param name="Events">How many events the journal has.</param>
/// <param name="Decided">How many of them were decided again from the recorded results.</param>
public sealed record ReplayReply(bool Identical, long Events, long Decided)
{
    /// <summary>The first thing that is not as recorded; null where everything is.</summary>
    public ReplayDifference? FirstDifference { get; init; }
}

/// <summary>Something that is not as recorded.</summary>
/// <param name="Where"><c>decision</c>, <c>execution</c> or <c>steps</c>: what was compared with the journal.</param>
/// <param name="AtSeq">The event; null where it is not about one.</param>
/// <param name="Expected">What the journal says.</param>
/// <param name="Actual">What came out instead; null for nothing.</param>
public sealed record ReplayDifference(string Where, long? AtSeq, string Expected, string? Actual);
