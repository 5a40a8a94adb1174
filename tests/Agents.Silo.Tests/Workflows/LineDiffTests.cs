using Agents.Client.Workflows;
using Agents.Silo.Workflows;

namespace Agents.Silo.Tests.Workflows;

public sealed class LineDiffTests
{
    private static readonly string Ten = string.Join('\n', Enumerable.Range(1, 10).Select(static number => $"line {number}"));

    [Theory]
    [InlineData("line 5", "line five", "@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+line five\n line 6\n line 7\n line 8")]
    [InlineData("line 1\n", "", "@@ -1,4 +1,3 @@\n-line 1\n line 2\n line 3\n line 4")]
    [InlineData("line 10", "line 10\nline 11", "@@ -8,3 +8,4 @@\n line 8\n line 9\n line 10\n+line 11")]
    [InlineData("line 1\n", "line 1\r\n", "")]
    public void OneChange_IsOneHunkWithItsSurroundings(string old, string now, string expected)
        => Unified(Ten, Ten.Replace(old, now, StringComparison.Ordinal)).ShouldBe(expected);

    [Fact]
    public void ChangesWhoseSurroundingsTouch_AreOneHunkAndOthersAreTwo()
    {
        var twenty = string.Join('\n', Enumerable.Range(1, 20).Select(static number => $"line {number}."));

        LineDiff.Of(twenty, Change(twenty, 3, 10)).Count.ShouldBe(1);
        LineDiff.Of(twenty, Change(twenty, 3, 11)).Select(static hunk => (hunk.FromLine, hunk.FromCount)).ShouldBe([(1, 6), (8, 7)]);
    }

    [Fact]
    public void FromNothing_StartsAtLineZero() => Unified("", "a\nb").ShouldBe("@@ -0,0 +1,2 @@\n+a\n+b");

    [Fact]
    public void HugeTexts_AreOneChangeFromTheFirstToTheLastDifference()
    {
        var huge = string.Concat(Enumerable.Range(1, 15_000).Select(static number => $"line {number}.\n"));

        var hunk = LineDiff.Of(huge, Change(huge, 5_000, 9_000)).ShouldHaveSingleItem();

        (hunk.FromLine, hunk.FromCount, hunk.ToCount).ShouldBe((4_997, 4_007, 4_007));
        LineDiff.Of(huge, huge).ShouldBeEmpty();
    }

    private static string Change(string text, params ReadOnlySpan<int> lines)
    {
        foreach (var line in lines)
        {
            text = text.Replace($"line {line}.", $"LINE {line}.", StringComparison.Ordinal);
        }

        return text;
    }

    private static string Unified(string from, string to) => string.Join('\n', LineDiff.Of(from, to).SelectMany(static hunk => hunk.Lines
        .Select(static line => (line.Kind switch { DiffLineKinds.Added => "+", DiffLineKinds.Removed => "-", _ => " " }) + line.Text)
        .Prepend($"@@ -{hunk.FromLine},{hunk.FromCount} +{hunk.ToLine},{hunk.ToCount} @@")));
}
