using Agents.Core.Schedules;

namespace Agents.Core.Tests.Schedules;

public class CronExpressionTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("*/5 * * * *")]
    [InlineData("0 9 * * 1-5")]
    [InlineData("0 0 9 * * MON-FRI")]
    [InlineData("0 22-1 * * *")]
    [InlineData("0 0 L * *")]
    [InlineData("0 0 15W * *")]
    [InlineData("0 0 ? * 5#2")]
    [InlineData("0 0 * jan,mar 7")]
    [InlineData("0 0 29 2 *")]
    [InlineData("0 0 30 2 1")]
    [InlineData("@daily")]
    [InlineData("@Every_Minute")]
    [InlineData("\t0 9  *\t* * ")]
    public void Expression_IsFine(string expression) => CronExpression.TryParse(expression, out _, out _).ShouldBeTrue();

    [Theory]
    [InlineData("", "has 0 fields")]
    [InlineData("* * * *", "has 4 fields")]
    [InlineData("60 * * * *", "minute")]
    [InlineData("* 24 * * *", "hour")]
    [InlineData("* * 0 * *", "day of month")]
    [InlineData("* * W * *", "day of month")]
    [InlineData("* * 1W-5 * *", "day of month")]
    [InlineData("* * * 13 *", "month")]
    [InlineData("* * * * 8", "day of week")]
    [InlineData("* * * * 5#6", "day of week")]
    [InlineData("*/0 * * * *", "step")]
    [InlineData("*/ * * * *", "step")]
    [InlineData("? * * * *", "minute")]
    [InlineData("a * * * *", "minute")]
    [InlineData(", * * * *", "minute")]
    [InlineData("-1 * * * *", "minute")]
    [InlineData("1-2-3 * * * *", "minute")]
    [InlineData("0 0 31 4,6 *", "never fires")]
    [InlineData("0 0 30W 2 *", "never fires")]
    [InlineData("0 0 30 feb ?", "never fires")]
    [InlineData("@often", "no macro")]
    public void Expression_HasAProblem(string expression, string problem)
    {
        CronExpression.TryParse(expression, out var parsed, out var told).ShouldBeFalse();
        parsed.ShouldBeNull();
        told.ShouldNotBeNull().ShouldContain(problem);
    }

    [Fact]
    public void DayOfMonthAndDayOfWeek_EitherIsEnough()
        => Days("0 0 13 * 5", 5).ShouldBe(["2026-01-02", "2026-01-09", "2026-01-13", "2026-01-16", "2026-01-23"]);

    [Fact]
    public void StepFromStar_RestrictsNothing_SoBothMustFit()
        => Days("0 0 */2 * 1", 3).ShouldBe(["2026-01-05", "2026-01-19", "2026-02-09"]);

    [Theory]
    [InlineData("0 0 L * *", "2026-01-31", "2026-02-28", "2026-03-31")]
    [InlineData("0 0 L-2 * *", "2026-01-29", "2026-02-26", "2026-03-29")]
    [InlineData("0 0 LW * *", "2026-01-30", "2026-02-27", "2026-03-31")]
    [InlineData("0 0 1W * *", "2026-01-01", "2026-02-02", "2026-03-02")]
    [InlineData("0 0 15,L * *", "2026-01-15", "2026-01-31", "2026-02-15")]
    [InlineData("0 0 * * 5L", "2026-01-30", "2026-02-27", "2026-03-27")]
    [InlineData("0 0 * * tue#2", "2026-01-13", "2026-02-10", "2026-03-10")]
    [InlineData("0 0 29 2 *", "2028-02-29", "2032-02-29", "2036-02-29")]
    [InlineData("0 0 * * 6-7", "2026-01-03", "2026-01-04", "2026-01-10")]
    [InlineData("0 0 30-2 * *", "2026-01-01", "2026-01-02", "2026-01-30")]
    public void DaysOfTheMonth_AreCounted(string expression, params string[] days) => Days(expression, days.Length).ShouldBe(days);

    [Fact]
    public void FirstInstant_IsBeyondTheOneAsked()
    {
        var timing = new CronTiming(Parse("* * * * * *"), TimeZoneInfo.Utc);
        timing.Next(Start).ShouldBe(Start.AddSeconds(1));
        timing.Next(Start.AddMilliseconds(-1)).ShouldBe(Start);
        timing.Next(Start.AddMilliseconds(1)).ShouldBe(Start.AddSeconds(1));
    }

    [Fact]
    public void LastYearThatCanBeTold_HasNoNext()
        => Parse("0 0 29 2 *").Next(new DateTimeOffset(9997, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc).ShouldBeNull();

    private static CronExpression Parse(string text) => CronExpression.TryParse(text, out var expression, out var problem) ? expression : throw new InvalidOperationException(problem);

    private static IEnumerable<string> Days(string expression, int count)
        => new CronTiming(Parse(expression), TimeZoneInfo.Utc).Preview(Start.AddSeconds(-1), count).Select(static due => $"{due:yyyy-MM-dd}");
}
