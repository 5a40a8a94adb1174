namespace Agents.Core.Executions.Bottlenecks;

/// <summary>
/// The steps that an execution could not have ended earlier without: from its last step back, each time to the one whose end let the next one begin.
/// Beside them, other branches only waited.
/// </summary>
/// <param name="Steps">In the order in which they ran.</param>
public sealed record CriticalPath(IReadOnlyList<StepSpan> Steps)
{
    /// <summary>How long these steps took together.</summary>
    public TimeSpan Duration => Steps.Aggregate(TimeSpan.Zero, static (sum, step) => sum + step.Duration);

    /// <summary>Finds the path. Costs a sort, and for each of its steps the logarithm of their number.</summary>
    /// <param name="spans">Steps that took time, in any order.</param>
    public static CriticalPath Of(IEnumerable<StepSpan> spans)
    {
        var byEnd = spans.Where(static span => span.Duration > TimeSpan.Zero).OrderBy(static span => span.EndedAt).ThenBy(static span => span.Duration).ToArray();
        var path = new Stack<StepSpan>();
        for (var last = byEnd.Length - 1; last >= 0; last = LastEndedBy(byEnd, path.Peek()))
        {
            path.Push(byEnd[last]);
        }

        return new CriticalPath([.. path]);
    }

    private static int LastEndedBy(StepSpan[] byEnd, StepSpan next)
    {
        var (low, high) = (0, byEnd.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = byEnd[middle].EndedAt <= next.StartedAt ? (middle + 1, high) : (low, middle);
        }

        // Of those that ended in the same moment, the one before it in its own branch.
        for (var index = low - 1; index >= 0 && byEnd[index].EndedAt == byEnd[low - 1].EndedAt; index--)
        {
            if (byEnd[index].Branch == next.Branch)
            {
                return index;
            }
        }

        return low - 1;
    }
}
