namespace Agents.Core.Executions.Replays;

/// <summary>What came of replaying a journal.</summary>
/// <param name="Events">How many events it has.</param>
/// <param name="Decided">How many were decided again. The others tell what came from outside, such as a refusal.</param>
/// <param name="Difference">The first decision that came out differently; null where none did.</param>
public sealed record ReplayResult(int Events, int Decided, ReplayedEvent? Difference);

/// <summary>An event that came out differently.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Recorded">What the journal has, as JSON; null where it has no more.</param>
/// <param name="Decided">What is decided now, as JSON; null where nothing more is.</param>
public sealed record ReplayedEvent(long Seq, string? Recorded, string? Decided);
