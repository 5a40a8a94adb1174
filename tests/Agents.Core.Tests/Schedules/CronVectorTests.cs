using System.Globalization;
using Agents.Core.Schedules;
using Agents.Testing;

namespace Agents.Core.Tests.Schedules;

public class CronVectorTests
{
    public static TheoryData<string, string, string, string> Vectors()
    {
        var vectors = new TheoryData<string, string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests/Agents.Core.Tests/Schedules/cronos.tsv")).Where(static line => !line.StartsWith('#')))
        {
            var columns = line.Split('\t');
            vectors.Add(columns[0], columns[1], columns[2], columns[3]);
        }

        return vectors;
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Vector_FiresNext(string text, string zone, string after, string expected)
    {
        CronExpression.TryParse(text, out var expression, out var problem).ShouldBeTrue(problem);
        var next = expression.Next(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone));
        next?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture).ShouldBe(expected);
    }
}
