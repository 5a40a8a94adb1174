using Agents.Core.Json;

namespace Agents.Core.Tests.Json;

public sealed class JsonPointerTests
{
    private static readonly JsonValue Document = JsonValue.Parse("""{"": 0, "a/b": {"m~n": [1, 2]}}""");

    [Theory]
    [InlineData("/", "0")]
    [InlineData("/a~1b/m~0n/1", "2")]
    public void Pointer_FindsItsValue(string pointer, string json) => JsonPointer.Find(Document, pointer)!.ToJson().ShouldBe(json);

    [Theory]
    [InlineData("/a")]
    [InlineData("/a~1b/m~0n/2")]
    [InlineData("/a~1b/m~0n/01")]
    [InlineData("/a~1b/m~0n/-")]
    public void PointerToNothing_FindsNull(string pointer) => JsonPointer.Find(Document, pointer).ShouldBeNull();

    [Fact]
    public void EmptyPointer_IsTheWholeDocument() => JsonPointer.Find(Document, "").ShouldBeSameAs(Document);

    [Fact]
    public void Append_Escapes() => JsonPointer.Append(JsonPointer.Append("", "a/b"), 3).ShouldBe("/a~1b/3");
}
