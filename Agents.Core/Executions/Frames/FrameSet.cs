using System.Collections.Immutable;

namespace Agents.Core.Executions;

/// <summary>
/// The open branches of an execution. Immutable; a change costs the logarithm of their number, and so do finding a step and the earliest due time:
/// ten thousand items must not make anything quadratic.
/// </summary>
public sealed class FrameSet
{
    internal static readonly FrameSet Empty = new();

    private readonly ImmutableDictionary<string, Frame> _frames;
    private readonly ImmutableDictionary<StepId, string> _paths;
    private readonly ImmutableSortedSet<(DateTimeOffset DueAt, long Opened, string Path)> _due;

    private FrameSet()
        : this(ImmutableDictionary.Create<string, Frame>(StringComparer.Ordinal), ImmutableDictionary<StepId, string>.Empty, ImmutableSortedSet.Create<(DateTimeOffset DueAt, long Opened, string Path)>(DueOrder), default)
    {
    }

    private FrameSet(
        ImmutableDictionary<string, Frame> frames,
        ImmutableDictionary<StepId, string> paths,
        ImmutableSortedSet<(DateTimeOffset DueAt, long Opened, string Path)> due,
        StepCounts counts)
        => (_frames, _paths, _due, Counts) = (frames, paths, due, counts);

    /// <summary>How many are open.</summary>
    public int Count => _frames.Count;

    /// <summary>All of them, in the order in which they were opened.</summary>
    public IEnumerable<Frame> InOrder => _frames.IsEmpty ? [] : _frames.Values.OrderBy(static frame => frame.Opened);

    /// <summary>The earliest time at which something is due in one of them; null where nothing is.</summary>
    public DateTimeOffset? DueAt => _due.IsEmpty ? null : _due.Min.DueAt;

    internal StepCounts Counts { get; }

    private static IComparer<(DateTimeOffset DueAt, long Opened, string Path)> DueOrder { get; }
        = Comparer<(DateTimeOffset DueAt, long Opened, string Path)>.Create(static (left, right)
            => left.DueAt.CompareTo(right.DueAt) is var byTime && byTime != 0 ? byTime : left.Opened.CompareTo(right.Opened));

    /// <summary>Finds an open frame; null where there is none.</summary>
    public Frame? Find(string path) => _frames.GetValueOrDefault(path);

    /// <summary>Finds a step that is not over; null where there is none.</summary>
    public StepState? FindStep(StepId id) => _paths.TryGetValue(id, out var path) ? _frames[path].Step : null;

    /// <summary>Frames in which something is due by a time, the earliest first.</summary>
    public IEnumerable<Frame> DueBy(DateTimeOffset now) => _due.TakeWhile(due => due.DueAt <= now).Select(due => _frames[due.Path]);

    internal FrameSet With(Frame frame)
    {
        var before = Find(frame.Path)?.Step;
        return ReferenceEquals(before, frame.Step)
            ? new FrameSet(_frames.SetItem(frame.Path, frame), _paths, _due, Counts)
            : new FrameSet(
                _frames.SetItem(frame.Path, frame),
                Index(before, frame.Step, frame.Path),
                Schedule(before, frame.Step, frame),
                Counts.Without(before).With(frame.Step));
    }

    internal FrameSet Without(Frame frame)
        => new(_frames.Remove(frame.Path), Index(frame.Step, null, frame.Path), Schedule(frame.Step, null, frame), Counts.Without(frame.Step));

    /// <summary>The frames without those inside a step, and those inside of them.</summary>
    internal FrameSet WithoutBranchesOf(StepState? step)
    {
        var frames = this;
        foreach (var path in step?.Composite?.Open.Values ?? [])
        {
            if (frames.Find(path) is { } branch)
            {
                frames = frames.WithoutBranchesOf(branch.Step).Without(branch);
            }
        }

        return frames;
    }

    private ImmutableDictionary<StepId, string> Index(StepState? before, StepState? after, string path)
    {
        if (before?.Id == after?.Id)
        {
            return _paths;
        }

        var paths = before is null ? _paths : _paths.Remove(before.Id);
        return after is null ? paths : paths.SetItem(after.Id, path);
    }

    private ImmutableSortedSet<(DateTimeOffset DueAt, long Opened, string Path)> Schedule(StepState? before, StepState? after, Frame frame)
    {
        if (before?.DueAt == after?.DueAt)
        {
            return _due;
        }

        var due = before?.DueAt is { } old ? _due.Remove((old, frame.Opened, frame.Path)) : _due;
        return after?.DueAt is { } next ? due.Add((next, frame.Opened, frame.Path)) : due;
    }
}
