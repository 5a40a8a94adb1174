using Agents.Core.Schedules;

namespace Agents.Core.Tests.Schedules;

public class TimeZonesTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("Etc/GMT+5")]
    public void Name_IsFound(string name) => TimeZones.TryFind(name, out _, out _).ShouldBeTrue();

    [Theory]
    [InlineData("Europe/Berlim", "is no time zone; the nearest is 'Europe/Berlin'")]
    [InlineData("../../etc/passwd", "is no time zone")]
    [InlineData("", "is no time zone")]
    public void Name_IsNone(string name, string problem)
    {
        TimeZones.TryFind(name, out _, out var told).ShouldBeFalse();
        told.ShouldBe(problem);
    }
}
