using Agents.Core.JsonSchemas.Patterns;

namespace Agents.Core.Tests.JsonSchemas;

public sealed class SchemaPatternTests
{
    [Theory]
    [InlineData(@"^\d+$", "0123", true)]
    [InlineData(@"^\d+$", "\u0663", false)]
    [InlineData("^a$", "a\n", false)]
    [InlineData("^.$", "\U0001F600", true)]
    [InlineData("^..$", "\U0001F600", false)]
    [InlineData("^[^a]$", "\U0001F600", true)]
    [InlineData("^[^a][^a]$", "\U0001F600", false)]
    [InlineData("^\U0001F600*$", "\U0001F600\U0001F600", true)]
    [InlineData(@"^\u{1F600}$", "\U0001F600", true)]
    [InlineData(@"^\uD83D\uDE00$", "\U0001F600", true)]
    [InlineData("^[\U0001F600-\U0001F64F]+$", "\U0001F610", true)]
    [InlineData("^[^\U0001F600-\U0001F64F]+$", "\U0001F610", false)]
    [InlineData("^[^\U0001F600-\U0001F64F]+$", "\U0001F900", true)]
    [InlineData(@"^\p{Letter}+$", "Größe", true)]
    [InlineData(@"^\p{gc=Lu}$", "Ä", true)]
    [InlineData(@"^\P{L}$", "1", true)]
    [InlineData(@"^\s$", "\uFEFF", true)]
    [InlineData(@"^\s$", "\u0085", false)]
    [InlineData(@"^\W$", "é", true)]
    [InlineData("^[a-z-[aeiou]]$", "b", false)]
    [InlineData("^x{,5}$", "x{,5}", true)]
    [InlineData("[]", "a", false)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData(@"^\cJ$", "\n", true)]
    [InlineData(@"^(?<y>\d{4})-\k<y>$", "2026-2026", true)]
    [InlineData(@"^(?i:abc)$", "ABC", true)]
    [InlineData("^[-a]$", "-", true)]
    public void Pattern_MatchesAsEcmaScriptDoes(string pattern, string text, bool matches)
        => SchemaPattern.TryCompile(pattern, out _)!.IsMatch(text).ShouldBe(matches);

    [Theory]
    [InlineData("(", "")]
    [InlineData("a**", "")]
    [InlineData("[z-a]", "backwards")]
    [InlineData(@"\", "single backslash")]
    [InlineData(@"\Z", "means nothing")]
    [InlineData("(?i)a", "(?i:...)")]
    [InlineData("(?#c)a", "no group")]
    [InlineData(@"\p{Lettuce}", "no Unicode category")]
    [InlineData(@"\p{Script=Greek}", "not supported")]
    [InlineData(@"\u12", "4 hexadecimal digits")]
    [InlineData("[a", "ends too early")]
    public void NoPattern_SaysWhy(string pattern, string why)
    {
        SchemaPattern.TryCompile(pattern, out var problem).ShouldBeNull();

        problem.ShouldNotBeNull().ShouldContain(why);
    }
}
