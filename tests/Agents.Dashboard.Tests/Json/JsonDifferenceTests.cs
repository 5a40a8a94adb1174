using Agents.Dashboard.Json;
using static Agents.Dashboard.Tests.FakeSilo.Json;

namespace Agents.Dashboard.Tests.Json;

public sealed class JsonDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", "")]
    [InlineData("""{"a":1}""", """{"a":2}""", "/a")]
    [InlineData("""{}""", """{"a":{"b":1}}""", "/a")]
    [InlineData("""{"a":{"b":1,"c":1}}""", """{"a":{"b":2,"c":1}}""", "/a/b")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", "/a/1")]
    [InlineData("""{"a/b":{"~":1}}""", """{"a/b":{"~":2}}""", "/a~1b/~0")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "/a")]
    [InlineData("""{"a":1,"gone":1}""", """{"a":1}""", "")]
    [InlineData("""{"a":{"b":1}}""", """{"a":null}""", "/a")]
    public void Between_NamesTheDeepestChange(string before, string after, string expected)
        => JsonDifference.Between(Parse(before), Parse(after)).Order().ShouldBe(expected.Length == 0 ? [] : [expected]);

    [Fact]
    public void Start_CutsNoCharacterInTwo() => JsonText.Start("ab🦊", 3).ShouldBe("ab");
}
