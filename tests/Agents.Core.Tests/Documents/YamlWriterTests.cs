using Agents.Core.Documents;
using Agents.Core.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.Documents;

public sealed class YamlWriterTests
{
    [Theory]
    [InlineData("yes: no")]
    [InlineData("- item")]
    [InlineData("true")]
    [InlineData("12")]
    [InlineData("")]
    [InlineData(" space ")]
    [InlineData("a #comment")]
    [InlineData("two\nlines")]
    [InlineData("two\nlines\n")]
    [InlineData("many\n\n\nlines\n\n")]
    [InlineData("\n leading")]
    [InlineData("tab\tinside")]
    [InlineData("{{ input.topic }}")]
    [InlineData("quote \" and ' and \\")]
    [InlineData("smile 😀 and ünïcödé")]
    [InlineData("bell \u0007 \u0085 \u2028 \ufeff")]
    [InlineData("---")]
    [InlineData("a: b: c")]
    [InlineData("key:")]
    public void Text_ReadsBackAsItIs(string text)
    {
        var document = JsonObject.Of(("text", text), ("list", JsonArray.Create(text, text)), ("inner", JsonObject.Of((text.Length is 0 or > 100 ? "k" : "k" + text.Replace("\n", ""), text))));
        ReadBack(document).ShouldBe(document);
    }

    [Fact]
    public void AnyDocument_ReadsBackAsItIs() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Documents().ToArbitrary(), static document => ReadBack(document).ShouldBe(document)));

    [Fact]
    public void SmallMappingsAndLists_StandOnOneLine()
        => YamlWriter.Write(JsonObject.Of(("tags", JsonArray.Create("a", "b")), ("topic", JsonObject.Of(("type", "string"), ("count", 2L), ("on", true), ("none", JsonValue.Null)))))
            .ShouldBe("tags: [a, b]\ntopic: {type: string, count: 2, on: true, none: null}\n");

    [Fact]
    public void SeveralLines_AreABlock()
        => YamlWriter.Write(JsonObject.Of(("task", "One\n\nTwo"))).ShouldBe("task: |-\n  One\n\n  Two\n");

    private static JsonValue ReadBack(JsonObject document)
    {
        YamlText.TryParse(YamlWriter.Write(document), out var value, out var problem).ShouldBeTrue(problem + "\n" + YamlWriter.Write(document));
        return value!;
    }

    private static Gen<JsonObject> Documents() => from size in Gen.Choose(1, 4) from members in Gen.ArrayOf(Member(3), size) select JsonObject.From(members);

    private static Gen<KeyValuePair<string, JsonValue>> Member(int depth) => from key in Text() from value in Value(depth) select KeyValuePair.Create("k" + key.Replace('\n', '-'), value);

    private static Gen<JsonValue> Value(int depth) => depth == 0
        ? Text().Select(static text => (JsonValue)text)
        : Gen.OneOf(
            Text().Select(static text => (JsonValue)text),
            Gen.Elements<JsonValue>(1L, 2.5, true, JsonValue.Null, JsonArray.Empty, JsonObject.Empty),
            Gen.ArrayOf(Value(depth - 1), 3).Select(static items => (JsonValue)JsonArray.From(items)),
            Gen.ArrayOf(Member(depth - 1), 2).Select(static members => (JsonValue)JsonObject.From(members)));

    private static Gen<string> Text() => Gen.Elements("a", "b c", ": ", "#", "\n", "-", "'", "\"", "{", "}", "[", ",", "&x", "*", "!", "|", ">", "%", "@", "`", "~", "null", "0x1F", "1e3", " ", "\\", "é", "😀", "?")
        .ArrayOf().Select(static parts => string.Concat(parts.Take(6)));
}
