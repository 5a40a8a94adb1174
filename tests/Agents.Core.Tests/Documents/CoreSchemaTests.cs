using Agents.Core.Documents;

namespace Agents.Core.Tests.Documents;

public class CoreSchemaTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("-17", "-17")]
    [InlineData("+5", "5")]
    [InlineData("007", "7")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("1.0", "1.0")]
    [InlineData(".5", "0.5")]
    [InlineData("1.", "1.0")]
    [InlineData("-1e3", "-1e3")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("True", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("0xZZ", "\"0xZZ\"")]
    [InlineData("0o9", "\"0o9\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("-", "\"-\"")]
    [InlineData(".", "\".\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("1e", "\"1e\"")]
    public void PlainScalar_IsResolved(string text, string json) => CoreSchema.Resolve(text).ToJson().ShouldBe(json);
}
