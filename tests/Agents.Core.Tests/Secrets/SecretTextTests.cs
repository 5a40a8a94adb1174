using Agents.Core.Json;
using Agents.Core.Secrets;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.Secrets;

public sealed class SecretTextTests
{
    private const string Value = "p\"4ss/wörd+1";

    [Theory]
    [InlineData("it is p\"4ss/wörd+1!", "it is [redacted]!")]
    [InlineData("""{"a":"p\"4ss/wörd+1"}""", """{"a":"[redacted]"}""")]
    [InlineData("?key=p%224ss%2Fw%C3%B6rd%2B1&x=1", "?key=[redacted]&x=1")]
    [InlineData("p\"4ss/wörd+1p\"4ss/wörd+1", "[redacted][redacted]")]
    public void KnownValue_IsTakenOutHoweverItIsWritten(string text, string expected) => new SecretText([Value]).Redact(text).ShouldBe(expected);

    [Fact]
    public void KnownValue_InBase64_IsTakenOut()
    {
        var secrets = new SecretText(["0123456789ab"]);
        secrets.Redact($"Basic {Convert.ToBase64String("0123456789ab"u8)}").ShouldBe("Basic [redacted]");
    }

    [Theory]
    [InlineData("Authorization: Bearer abc1def2ghi3jkl4mno5", "Authorization: [redacted]")]
    [InlineData("key sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6. Next", "key [redacted]. Next")]
    [InlineData("ak_0123456789abcdefABCDEF", "[redacted]")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nafter", "[redacted]\nafter")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIE", "[redacted]")]
    public void Shapes_AreTakenOut(string text, string expected) => SecretText.ShapesOnly.Redact(text).ShouldBe(expected);

    [Theory]
    [InlineData("task-runner-0123456789-abcdef")]
    [InlineData("sk-learn-is-a-library-for-learning")]
    [InlineData("Bearer authentication is required here")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----")]
    [InlineData("plain text")]
    public void Words_AreLeftAlone(string text) => SecretText.ShapesOnly.Redact(text).ShouldBeSameAs(text);

    [Fact]
    public void ShortValues_AreNotLookedFor()
    {
        const string Text = "true is true, abcde too";
        new SecretText(["true", "abcde"]).Redact(Text).ShouldBeSameAs(Text);
    }

    [Fact]
    public void OfTwoAtOnePlace_TheLongerGoesWhole()
        => new SecretText(["abcdef", "abcdefghij"]).Redact("abcdefghijk").ShouldBe("[redacted]k");

    [Fact]
    public void Json_IsTheSameObjectWhereItIsClean_AndLosesSecretsInKeysToo()
    {
        var secrets = new SecretText(["abcdef"]);
        var clean = JsonValue.Parse("""{"a": [1, "x", {"b": null}]}""");
        secrets.Redact(clean).ShouldBeSameAs(clean);
        secrets.Redact(JsonValue.Parse("""{"abcdef": 1, "a": ["-abcdef-", {"b": "abcdef"}]}""")).ToJson()
            .ShouldBe("""{"[redacted]":1,"a":["-[redacted]-",{"b":"[redacted]"}]}""");
    }

    [Theory]
    [InlineData("say abc", 3)]
    [InlineData("say abcde", 5)]
    [InlineData("say abd", 0)]
    public void OpenEnd_IsWhatMayBecomeAValue(string text, int expected) => new SecretText(["abcdef"]).OpenEnd(text).ShouldBe(expected);

    [Fact]
    public void HostileText_IsLookedThroughOnce()
    {
        // A search that starts over at each beginning would read 10^11 characters.
        var text = string.Concat(Enumerable.Repeat("sk-", 300_000));
        SecretText.ShapesOnly.Redact(text).ShouldBeSameAs(text);
    }

    [Fact]
    public void NoKnownValue_Survives()
    {
        // Few letters, so that values overlap in every way.
        var word = Gen.Elements('a', 'b', '"', 'é').NonEmptyListOf().Select(static letters => string.Concat(letters));
        Prop.ForAll(
            word.ListOf().ToArbitrary(), word.ListOf().ToArbitrary(),
            static (values, parts) =>
            {
                var known = values.Where(static value => value.Length >= SecretText.ShortestValue).ToList();
                var text = string.Join("", parts.Concat(known).Concat(parts));
                var clean = new SecretText(values).Redact(text);
                return known.TrueForAll(value => !clean.Contains(value, StringComparison.Ordinal));
            }).QuickCheckThrowOnFailure();
    }
}
