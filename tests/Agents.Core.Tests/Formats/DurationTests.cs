using Agents.Core.Formats;

namespace Agents.Core.Tests.Formats;

public class DurationTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5_400)]
    [InlineData("1h 30m", 5_400)]
    [InlineData("2d", 172_800)]
    [InlineData("1.5h", 5_400)]
    [InlineData("PT5M", 300)]
    public void Text_IsADuration(string text, double seconds) => Durations.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("5 minutes")]
    [InlineData("5x")]
    [InlineData("m5")]
    [InlineData("99999999d")]
    [InlineData("PT")]
    public void Text_IsNone(string text) => Durations.Parse(text).ShouldBeNull();
}
