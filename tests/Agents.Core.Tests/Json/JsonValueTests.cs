using System.Text;
using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Tests.Json;

public sealed class JsonValueTests
{
    [Theory]
    [InlineData("0.1")]
    [InlineData("1.0")]
    [InlineData("-0")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1E400")]
    [InlineData("""{"b":1,"a":[null,true,"é\"\\"]}""")]
    public void Text_SurvivesARoundTrip(string json) => JsonValue.Parse(json).ToJson().ShouldBe(json);

    [Fact]
    public void Emoji_SurvivesARoundTrip() => JsonValue.Parse(JsonValue.Parse("\"😀\"").ToJson()).ShouldBe("😀");

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("0", "-0", true)]
    [InlineData("9007199254740993", "9007199254740992.0", false)]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""", true)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("1", "true", false)]
    public void Equality_IsJsonEquality(string left, string right, bool equal)
    {
        var (first, second) = (JsonValue.Parse(left), JsonValue.Parse(right));

        first.Equals(second).ShouldBe(equal);
        if (equal)
        {
            first.GetHashCode().ShouldBe(second.GetHashCode());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 2")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("[1,]")]
    public void BadText_IsRefusedAsJson(string json)
    {
        Should.Throw<JsonException>(() => JsonValue.Parse(json));
        JsonValue.TryParse(json, out _).ShouldBeFalse();
    }

    [Fact]
    public void BytesThatAreNotUtf8_AreRefusedAsJson()
        => Should.Throw<JsonException>(() => JsonValue.Parse((ReadOnlySpan<byte>)[(byte)'"', 0xC3, 0x28, (byte)'"']));

    [Fact]
    public void NestingBeyondTheLimit_IsRefused()
    {
        JsonValue.TryParse(new string('[', JsonValue.MaxDepth) + new string(']', JsonValue.MaxDepth), out _).ShouldBeTrue();
        JsonValue.TryParse(new string('[', JsonValue.MaxDepth + 1) + new string(']', JsonValue.MaxDepth + 1), out _).ShouldBeFalse();
    }

    [Fact]
    public void IndentedJson_ReadsBackAsTheSameValue()
    {
        var value = JsonValue.Parse("""{"a":[0.5,1,{"b":1e5}],"c":{}}""");
        var indented = value.ToIndentedJson();

        JsonValue.Parse(indented).ShouldBe(value);
        indented.Split('\n').Length.ShouldBe(9);
    }

    [Fact]
    public void ManyKeys_AreFoundByName()
    {
        var document = JsonObject.From(Enumerable.Range(0, 100).Select(static i => KeyValuePair.Create($"k{i}", (JsonValue)(long)i)));

        document["k99"].ShouldBe(99L);
        document.With("k50", "new")["k50"].ShouldBe("new");
        document.Without("k50").ContainsKey("k50").ShouldBeFalse();
        document["k50"].ShouldBe(50L);
        Encoding.UTF8.GetString(document.ToUtf8Bytes()).ShouldStartWith("""{"k0":0,"k1":1,""");
    }

    [Fact]
    public void KeySetTwice_KeepsItsPlaceAndLastValue()
        => JsonObject.Of(("a", 1L), ("b", 2L), ("a", 3L)).ToJson().ShouldBe("""{"a":3,"b":2}""");
}
