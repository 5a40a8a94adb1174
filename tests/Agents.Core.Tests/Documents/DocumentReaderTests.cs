using Agents.Core.Diagnostics;
using Agents.Core.Documents;

namespace Agents.Core.Tests.Documents;

public class DocumentReaderTests
{
    [Theory]
    [InlineData("a: 1\nb: [x, 'y', \"z\"]", """{"a":1,"b":["x","y","z"]}""")]
    [InlineData("a: yes\nb: on\nc: 2026-01-31\nd: 12:30", """{"a":"yes","b":"on","c":"2026-01-31","d":"12:30"}""")]
    [InlineData("a: '1'\nb: \"true\"\nc: !!str 2", """{"a":"1","b":"true","c":"2"}""")]
    [InlineData("a: |\n  x\n  y\nb: >\n  x\n  y", """{"a":"x\ny\n","b":"x y"}""")]
    [InlineData("a: &x {k: 1}\nb: *x", """{"a":{"k":1},"b":{"k":1}}""")]
    [InlineData("base: &b {k: 1, l: 2}\na: {<<: *b, k: 3}", """{"base":{"k":1,"l":2},"a":{"k":3,"l":2}}""")]
    [InlineData("---\na: 1\n...", """{"a":1}""")]
    [InlineData("{\"a\": [1, 2.50, true, null, \"x\"]}", """{"a":[1,2.50,true,null,"x"]}""")]
    [InlineData("{a: b}", """{"a":"b"}""")]
    [InlineData("\uFEFFa: 1", """{"a":1}""")]
    [InlineData("1: a\ntrue: b", """{"1":"a","true":"b"}""")]
    public void Text_IsReadAsWritten(string text, string json)
    {
        var bag = new DiagnosticBag();

        DocumentReader.Read(text, "file.yaml", bag)!.ToJson().ToJson().ShouldBe(json);
        bag.InOrder().ShouldBeEmpty();
    }

    [Fact]
    public void Nodes_KnowWhereTheyStand()
    {
        var root = (MappingNode)DocumentReader.Read("a:\n  - b: x\n    c/d~e: y", "file.yaml", new DiagnosticBag())!;

        var item = (MappingNode)((SequenceNode)root.Find("a")!).Items[0];
        item.Find("c/d~e")!.Pointer.ShouldBe("/a/0/c~1d~0e");
        (item.Find("c/d~e")!.Position.Line, item.Find("c/d~e")!.Position.Column).ShouldBe((3, 12));
        item.KeyPlace("c/d~e").Position.Column.ShouldBe(5);
    }

    [Fact]
    public void JsonNodes_CountColumnsInUtf16()
    {
        var root = (MappingNode)DocumentReader.Read("{\"😀é\": 1,\n \"b\": 2}", "file.json", new DiagnosticBag())!;

        root.Find("😀é")!.Position.Column.ShouldBe(9);
        (root.Find("b")!.Position.Line, root.Find("b")!.Position.Column).ShouldBe((2, 7));
    }

    [Theory]
    [InlineData("a: |\n    one\n    two {x}", 8, 3, 9)]
    [InlineData("a: 'one {x}'", 4, 1, 9)]
    [InlineData("a: one {x}", 4, 1, 8)]
    public void Scalar_KnowsWhereItsCharactersStand(string text, int offset, int line, int column)
    {
        var scalar = (ScalarNode)((MappingNode)DocumentReader.Read(text, "file.yaml", new DiagnosticBag())!).Find("a")!;

        (scalar.PositionAt(offset).Line, scalar.PositionAt(offset).Column).ShouldBe((line, column));
    }

    [Fact]
    public void JsonFile_MustBeJson()
    {
        var bag = new DiagnosticBag();

        DocumentReader.Read("{\"a\": 1,\n oops}", "file.json", bag).ShouldBeNull();
        var found = bag.InOrder().ShouldHaveSingleItem();
        found.Code.ShouldBe(DiagnosticCodes.SyntaxError);
        found.Line.ShouldBe(2);
    }

    [Fact]
    public void UnknownTag_IsAWarning()
    {
        var bag = new DiagnosticBag();

        DocumentReader.Read("a: !secret x", "file.yaml", bag)!.ToJson().ToJson().ShouldBe("""{"a":"x"}""");
        bag.InOrder().ShouldHaveSingleItem().Code.ShouldBe(DiagnosticCodes.UnknownTag);
    }
}
