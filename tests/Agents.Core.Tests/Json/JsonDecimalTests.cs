using System.Numerics;
using Agents.Core.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.Json;

public sealed class JsonDecimalTests
{
    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("1e3", "1000")]
    [InlineData("-0", "0")]
    [InlineData("12.50e-1", "1.25")]
    [InlineData("0e99999999999999999999", "0")]
    public void SameValue_HasEqualParts(string left, string right) => JsonDecimal.Parse(left).ShouldBe(JsonDecimal.Parse(right));

    [Theory]
    [InlineData("999999999999999999", "1000000000000000000")]
    [InlineData("999999999999990000", "999999999999999999")]
    [InlineData("-1e400", "-1")]
    [InlineData("1e-400", "1e-399")]
    [InlineData("9.99999999999999999999999999", "10")]
    [InlineData("1e2000000000", "1e2000000001")]
    [InlineData("1e-9223372036854775808", "1")]
    public void SmallerNumber_ComparesAsSmaller(string smaller, string larger)
    {
        JsonDecimal.Parse(smaller).CompareTo(JsonDecimal.Parse(larger)).ShouldBeLessThan(0);
        JsonDecimal.Parse(larger).CompareTo(JsonDecimal.Parse(smaller)).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("1e308", "0.5", true)]
    [InlineData("0.3", "0.1", true)]
    [InlineData("1e1000000000", "3", false)]
    [InlineData("1e-1000000000", "3", false)]
    [InlineData("7.5", "2.5", true)]
    [InlineData("0", "3", true)]
    [InlineData("1", "0", false)]
    public void Multiple_IsExact(string value, string divisor, bool isMultiple)
        => JsonDecimal.Parse(value).IsMultipleOf(JsonDecimal.Parse(divisor)).ShouldBe(isMultiple);

    [Fact]
    public void ManyTrailingZeros_AreRemovedExactly()
        => new JsonDecimal(BigInteger.Pow(10, 20_000) * 7, 1).ShouldBe(new JsonDecimal(7, 20_001));

    [Fact]
    public void AnyTwoDecimals_CompareAsDecimalDoes()
        => Check.QuickThrowOnFailure(Prop.ForAll<decimal, decimal>(static (left, right) =>
            Math.Sign(JsonDecimal.Parse(Text(left)).CompareTo(JsonDecimal.Parse(Text(right)))) == left.CompareTo(right)));

    private static string Text(decimal value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
