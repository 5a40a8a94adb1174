using Agents.Dashboard.Display;

namespace Agents.Dashboard.Tests.Display;

public sealed class TextTests
{
    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(0.00004, "0ms")]
    [InlineData(0.0004, "0.4ms")]
    [InlineData(0.006, "6ms")]
    [InlineData(0.42, "420ms")]
    [InlineData(0.9996, "1.0s")]
    [InlineData(1.24, "1.2s")]
    [InlineData(59.97, "1m 00s")]
    [InlineData(184, "3m 04s")]
    [InlineData(7500, "2h 05m")]
    [InlineData(273_600, "3d 04h")]
    public void Duration_HasTwoUnitsAtMost(double seconds, string text) => DurationText.Of(seconds).ShouldBe(text);

    [Fact]
    public void Duration_UnknownIsADash() => DurationText.Of(null).ShouldBe("–");

    [Theory]
    [InlineData("0", "$0")]
    [InlineData("0.0000000004", "< $0.000001")]
    [InlineData("0.000042", "$0.000042")]
    [InlineData("0.00421", "$0.0042")]
    [InlineData("0.042", "$0.042")]
    [InlineData("1.5", "$1.50")]
    [InlineData("1234.5", "$1,234.50")]
    public void Money_NeverReadsAsNothing(string cost, string text) => MoneyText.Of(decimal.Parse(cost)).ShouldBe(text);

    [Fact]
    public void Money_UnknownIsNotZero() => MoneyText.Of(null).ShouldBe("unknown");

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(12_430, "12.4k")]
    [InlineData(999_949, "999.9k")]
    [InlineData(999_950, "1.0M")]
    [InlineData(2_400_000, "2.4M")]
    public void Count_IsShort(long count, string text) => CountText.Of(count).ShouldBe(text);

    [Theory]
    [InlineData(-5, "just now")]
    [InlineData(5, "just now")]
    [InlineData(59, "59 s ago")]
    [InlineData(60, "1 min ago")]
    [InlineData(7199, "1 h ago")]
    [InlineData(200_000, "2 d ago")]
    [InlineData(9_000_000, "2026-08-08")]
    public void RelativeTime_CountsDown(int seconds, string text)
    {
        var now = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

        RelativeTime.Of(now.AddSeconds(-seconds), now).ShouldBe(text.Length == 10 && text[4] == '-' ? now.AddSeconds(-seconds).ToString("yyyy-MM-dd") : text);
    }

    [Fact]
    public void EveryStatus_HasAWordAndAShapeOfItsOwnTone()
    {
        var looks = Client.Executions.ExecutionStatuses.All.Select(StatusLook.Of).ToList();

        looks.Select(look => look.Word).Distinct().Count().ShouldBe(looks.Count);
        looks.GroupBy(look => look.Shape).ShouldAllBe(group => group.Select(look => look.Tone).Distinct().Count() == 1);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))", "javascript")]
    [InlineData("[x](data:text/html,hi)", "data:")]
    [InlineData("<b onclick=1>x</b>", "<b")]
    [InlineData("![spy](https://evil.example/pixel.png)", "<img")]
    [InlineData("<javascript:alert(1)>", "href=\"javascript")]
    public void Markdown_IsHarmless(string text, string mustNotContain) => MarkdownText.Render(text).Value.ShouldNotContain(mustNotContain);

    [Fact]
    public void Markdown_LinksKeepTheirTargetAndTellNobodyWhereFrom()
        => MarkdownText.Render("[x](https://example.org/a)").Value.ShouldBe("<p><a href=\"https://example.org/a\" rel=\"noopener noreferrer nofollow\">x</a></p>\n");
}
