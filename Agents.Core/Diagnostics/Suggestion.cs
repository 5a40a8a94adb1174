namespace Agents.Core.Diagnostics;

/// <summary>"Did you mean": the known name nearest to a misspelled one.</summary>
internal static class Suggestion
{
    private const int LongestName = 40;
    private const int MostCandidates = 300;

    /// <summary>A hint that names the nearest known name, or <paramref name="otherwise"/> where none is near.</summary>
    public static string? DidYouMean(string name, IEnumerable<string> known, string? otherwise = null)
        => Nearest(name, known) is { } nearest ? $"Did you mean '{nearest}'?" : otherwise;

    public static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        // A third of the letters may be wrong, but never all of a short name.
        var limit = Math.Max(1, name.Length / 3);
        return known
            .Where(candidate => candidate != name && Math.Abs(candidate.Length - name.Length) <= limit && candidate.Length <= LongestName)
            .Take(MostCandidates)
            .Select(candidate => (candidate, distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= limit)
            .OrderBy(static pair => pair.distance)
            .Select(static pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>A list for messages: at most ten names.</summary>
    public static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(10)) + (all.Count > 10 ? $" and {all.Count - 10} more" : "");
    }

    // Damerau-Levenshtein with adjacent swaps: the commonest slips of a keyboard count as one.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                rows[i, j] = swapped ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
            }
        }

        return rows[left.Length, right.Length];
    }
}
