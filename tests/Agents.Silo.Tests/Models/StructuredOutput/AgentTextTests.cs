using Agents.Core.Json;
using Agents.Silo.Models.StructuredOutput;

namespace Agents.Silo.Tests.Models.StructuredOutput;

public sealed class AgentTextTests
{
    [Theory]
    [InlineData("""{"a": 1}""", """{"a": 1}""")]
    [InlineData("  [1, 2]\n", "[1, 2]")]
    [InlineData("```json\n{\"a\": 1}\n```", """{"a": 1}""")]
    public void JsonObjectOrArray_IsParsed(string text, string json) => AgentText.Read(text).ShouldBe(JsonValue.Parse(json));

    [Theory]
    [InlineData("42")]
    [InlineData("true")]
    [InlineData("{braces} are fun {here}")]
    [InlineData("[1] says the paper [2]")]
    [InlineData("```python\nprint(1)\n```")]
    [InlineData("Text, then {\"a\": 1}")]
    public void EverythingElse_StaysText(string text) => AgentText.Read(text).ShouldBe((JsonValue)text);
}
