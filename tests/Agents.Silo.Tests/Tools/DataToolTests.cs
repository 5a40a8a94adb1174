using Agents.Core.Json;
using Agents.Silo.Tools;

namespace Agents.Silo.Tests.Tools;

public sealed class DataToolTests
{
    [Fact]
    public async Task Json_IsParsed_AndAPartOfItGiven()
    {
        (await ToolHost.CallAsync(new JsonParseTool(), new { text = """{"a": [{"b": 1}]}""", path = "a[0].b" })).Output().ShouldBe(1);
        (await ToolHost.CallAsync(new JsonParseTool(), new { text = "[1]" })).Output().ShouldBe(JsonArray.Create(1));
        (await ToolHost.CallAsync(new JsonParseTool(), new { text = "{" })).Error().Code.ShouldBe("invalid_json");
        (await ToolHost.CallAsync(new JsonParseTool(), new { text = "{}", path = "a" })).Error().Code.ShouldBe("nothing_there");
    }

    [Fact]
    public async Task Yaml_IsParsed_AndABombIsRefused()
    {
        (await ToolHost.CallAsync(new YamlParseTool(), new { text = "a:\n  - b: 1", path = "a[0].b" })).Output().ShouldBe(1);
        (await ToolHost.CallAsync(new YamlParseTool(), new { text = "a: [" })).Error().Message.ShouldContain("line");
        var bomb = "a0: &a0 x\n" + string.Concat(Enumerable.Range(1, 20).Select(static level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n"));
        (await ToolHost.CallAsync(new YamlParseTool(), new { text = bomb })).Error().Code.ShouldBe("invalid_yaml");
    }

    [Fact]
    public async Task Rows_AreWrittenAsCsv()
    {
        var rows = new object[] { new { a = 1, b = "x,y" }, new { a = "he said \"no\"", c = new[] { 1 } } };

        (await ToolHost.CallAsync(new CsvTool(), new { rows })).Output().ShouldBe("a,b,c\r\n1,\"x,y\",\r\n\"he said \"\"no\"\"\",,[1]\r\n");
        (await ToolHost.CallAsync(new CsvTool(), new { rows, columns = new[] { "c", "a" } })).Output().ShouldBe("c,a\r\n,1\r\n[1],\"he said \"\"no\"\"\"\r\n");
        (await ToolHost.CallAsync(new CsvTool(), new { rows = Array.Empty<object>() })).Error().Code.ShouldBe("no_columns");
    }

    [Fact]
    public async Task Code_GivesItsResult_AndItsFailuresWithTheirPlace()
    {
        (await ToolHost.CallAsync(new CodeTool(), new { code = "sum([x * 2 for x in inputs['n']])", inputs = new { n = new[] { 1, 2, 3 } } })).Output().ShouldBe(12);
        (await ToolHost.CallAsync(new CodeTool(), new { code = "result = {'a': 1}\n'ignored'" })).Output().ShouldBe(JsonObject.Of(("a", 1L)));
        (await ToolHost.CallAsync(new CodeTool(), new { code = "1 +" })).Error().Message.ShouldContain("line 1");
        (await ToolHost.CallAsync(new CodeTool(), new { code = "[x for x in range(10000000)]" })).Error().Code.ShouldBe("code_failed");
    }
}
