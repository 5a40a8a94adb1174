using Agents.Core.Formats;

namespace Agents.Core.Tests.Formats;

public class CronSyntaxTests
{
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
    public void Expression_IsFine(string expression) => CronSyntax.Problem(expression).ShouldBeNull();

    [Theory]
    [InlineData("* * * *", "has 4 fields")]
    [InlineData("60 * * * *", "minute")]
    [InlineData("* 24 * * *", "hour")]
    [InlineData("* * 0 * *", "day of month")]
    [InlineData("* * * 13 *", "month")]
    [InlineData("* * * * 8", "day of week")]
    [InlineData("*/0 * * * *", "step")]
    [InlineData("a * * * *", "minute")]
    [InlineData("1-2-3 * * * *", "minute")]
    [InlineData("0 0 31 4,6 *", "never fires")]
    [InlineData("@often", "no macro")]
    public void Expression_HasAProblem(string expression, string problem) => CronSyntax.Problem(expression).ShouldNotBeNull().ShouldContain(problem);
}
