using Agents.Cli.Running;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Cli.Tests.Running;

public sealed class RunInputsTests
{
    private static readonly Workflow Typed = new()
    {
        Id = "typed",
        Name = "Typed",
        Format = WorkflowFormat.StateMachine,
        Start = EndTransition.Instance,
        States = [],
        InputSchema = JsonValue.Parse("""
            {"type": "object", "required": ["zip"], "properties": {"zip": {"type": "string"}, "count": {"type": "integer", "default": 3}, "tags": {"type": "array"}}}
            """),
    };

    [Fact]
    public void Values_AreReadAsTheSchemaWantsThem()
        => RunInputs.Of(Typed, ["zip=01234", "count=5", "tags=[\"a\"]"], fillsSample: false).ShouldBe(JsonValue.Parse("""{"zip": "01234", "count": 5, "tags": ["a"]}"""));

    [Fact]
    public void ValueMayContainEqualsSigns() => RunInputs.Of(Typed, ["zip=a=b=c"], fillsSample: false)["zip"].ShouldBe((JsonValue)"a=b=c");

    [Fact]
    public void AtSign_TakesAFile()
    {
        using var folder = new TemporaryFolder();
        RunInputs.Of(Typed, [$"zip=@{folder.Write("zip.txt", "from a file")}"], fillsSample: false)["zip"].ShouldBe((JsonValue)"from a file");
    }

    [Fact]
    public void Sample_FillsWhatWasNotGiven()
    {
        var inputs = RunInputs.Of(Typed, ["zip=mine"], fillsSample: true);
        (inputs["zip"], inputs["count"]).ShouldBe(((JsonValue)"mine", (JsonValue)3));
    }

    [Theory]
    [InlineData("no equals sign", "key=value")]
    [InlineData("=x", "key=value")]
    [InlineData("zip=@/nowhere/file", "/nowhere/file")]
    [InlineData("count=many", "count")]
    public void WhatIsWrong_IsNamed(string written, string named)
        => Should.Throw<CliException>(() => RunInputs.Of(Typed, ["zip=1", written], fillsSample: false)).Message.ShouldContain(named);

    [Fact]
    public void MissingInput_SaysHowToGiveIt()
        => Should.Throw<CliException>(() => RunInputs.Of(Typed, [], fillsSample: false)).Message.ShouldContain("--sample");
}
