namespace Agents.Starlark;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Spelling
{
    private const int LongestName = 64;

    /// <summary><c> (did you mean x?)</c>, or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> candidates)
    {
        if (name.Length > LongestName)
        {
            return "";
        }

        var limit = (name.Length + 5) / 3;
        var best = candidates
            .Take(1000)
            .Where(candidate => candidate.Length <= LongestName && candidate != name)
            .Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate)))
            .Where(scored => scored.Distance <= Math.Min(limit, scored.Candidate.Length - 1))
            .OrderBy(scored => scored.Distance)
            .ThenBy(scored => scored.Candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Candidate is null ? "" : $" (did you mean {best.Candidate}?)";
    }

    /// <summary>Edits between two names, ignoring case.</summary>
    private static int Distance(string left, string right)
    {
        Span<int> row = stackalloc int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                var substituted = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[right.Length];
    }
}
