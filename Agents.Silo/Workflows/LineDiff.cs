using Agents.Client.Workflows;
using DiffPlex;
using DiffPlex.Model;

namespace Agents.Silo.Workflows;

/// <summary>The lines in which two texts differ, as the hunks of a unified diff.</summary>
internal static class LineDiff
{
    private const int Around = 3;

    // The search takes the square of the lines, some seconds from here on. Beyond it, everything between the first and the last difference is one change.
    private const int MostLines = 20_000;

    public static IReadOnlyList<DiffHunk> Of(string from, string to)
    {
        var (left, right) = (Lines(from), Lines(to));
        var hunks = new List<DiffHunk>();
        var near = new List<DiffBlock>();
        foreach (var block in Blocks(left, right))
        {
            // Changes whose surroundings touch are one hunk.
            if (near.Count > 0 && block.DeleteStartA - (near[^1].DeleteStartA + near[^1].DeleteCountA) > 2 * Around)
            {
                hunks.Add(Hunk(left, right, near));
                near.Clear();
            }

            near.Add(block);
        }

        return near.Count == 0 ? hunks : [.. hunks, Hunk(left, right, near)];
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").Split('\n');

    private static IEnumerable<DiffBlock> Blocks(string[] left, string[] right)
        => left.Length + right.Length <= MostLines
            ? new Differ().CreateCustomDiffs(string.Join('\n', left), string.Join('\n', right), ignoreWhiteSpace: false, Lines).DiffBlocks
            : Whole(left, right);

    private static DiffBlock[] Whole(string[] left, string[] right)
    {
        var before = left.AsSpan().CommonPrefixLength(right);
        var most = Math.Min(left.Length, right.Length) - before;
        var after = 0;
        while (after < most && left[^(after + 1)] == right[^(after + 1)])
        {
            after++;
        }

        return left.Length == right.Length && before == left.Length ? [] : [new DiffBlock(before, left.Length - before - after, before, right.Length - before - after)];
    }

    private static DiffHunk Hunk(string[] left, string[] right, List<DiffBlock> blocks)
    {
        var start = Math.Max(0, blocks[0].DeleteStartA - Around);
        var rightStart = blocks[0].InsertStartB - (blocks[0].DeleteStartA - start);
        var lines = new List<DiffLine>();
        var at = start;
        foreach (var block in blocks)
        {
            Add(lines, DiffLineKinds.Context, left[at..block.DeleteStartA]);
            at = block.DeleteStartA + block.DeleteCountA;
            Add(lines, DiffLineKinds.Removed, left[block.DeleteStartA..at]);
            Add(lines, DiffLineKinds.Added, right[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
        }

        Add(lines, DiffLineKinds.Context, left[at..Math.Min(at + Around, left.Length)]);
        var (fromCount, toCount) = (lines.Count(static line => line.Kind != DiffLineKinds.Added), lines.Count(static line => line.Kind != DiffLineKinds.Removed));
        return new DiffHunk(fromCount == 0 ? start : start + 1, fromCount, toCount == 0 ? rightStart : rightStart + 1, toCount) { Lines = lines };
    }

    private static void Add(List<DiffLine> lines, string kind, string[] texts) => lines.AddRange(texts.Select(text => new DiffLine(kind, text)));
}
