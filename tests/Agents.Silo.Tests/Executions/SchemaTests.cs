using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Executions;

/// <summary>Schemas hold while an execution runs.</summary>
public sealed class SchemaTests
{
    private const string Rated = """
        id: rated
        inputSchema: {type: object, required: [value], properties: {value: {}}}
        outputSchema: {type: object, required: [tags], properties: {tags: {type: array, minItems: 2, items: {type: string}}}}
        agents:
          rater:
            instructions: Rate.
            input: {schema: {type: object, required: [score], properties: {score: {type: number}}}}
            output: {schema: {type: object, required: [tags], properties: {tags: {type: array, minItems: 2, items: {type: string}}}}}
        states:
          - {name: rate, type: agent, agent: rater, input: {score: "{{ input.value }}"}, next: last}
          - {name: last, type: transform, expression: "{'tags': steps.rate.output.tags[:KEEP]}", end: true}
        """;

    [Fact]
    public async Task Everything_ThatFits_Completes()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Rated.Replace("KEEP", "", StringComparison.Ordinal));

        var execution = await silo.RunAsync("rated", new { value = 3 });

        execution.Status.ShouldBe("completed");
        execution.Outputs!.Value.GetProperty("tags").GetArrayLength().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task AgentInput_ThatDoesNotFit_FailsWithoutAModelCall()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Rated.Replace("KEEP", "", StringComparison.Ordinal));

        var execution = await silo.RunAsync("rated", new { value = "three" });

        (execution.Status, execution.ModelCalls).ShouldBe(("failed", 0));
        (execution.Error!.Category, execution.Error.State).ShouldBe(("validation_error", "rate"));
        execution.Error.Message.ShouldContain("/score");
    }

    [Fact]
    public async Task Outputs_ThatDoNotFit_FailTheExecution()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Rated.Replace("KEEP", "1", StringComparison.Ordinal));

        var execution = await silo.RunAsync("rated", new { value = 3 });

        (execution.Status, execution.Error!.Category).ShouldBe(("failed", "validation_error"));
        execution.Error.Message.ShouldContain("/tags");
        execution.Error.Message.ShouldContain("outputSchema");
    }

    [Fact]
    public async Task GraphNode_AnswersEveryElementOfItsType()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            schema_version: "1.0"
            flow: {name: typed}
            state: {fields: {numbers: {type: "list[int]"}, matrix: {type: "dict[str, list[float]]"}, sum: {type: int, default: 0}}}
            nodes:
              - {id: make, prompt: "Numbers", output_schema: {type: object, fields: [{name: numbers, type: "list[int]"}, {name: matrix, type: "dict[str, list[float]]"}]}, outputs: [numbers, matrix]}
              - {id: add, inputs: {n: "{numbers}"}, prompt: unused, code: "result = sum(inputs['n'])", output_schema: {type: int}, outputs: [sum]}
            edges: [{from: START, to: make}, {from: make, to: add}, {from: add, to: END}]
            """);

        var execution = await silo.RunAsync("typed");

        execution.Status.ShouldBe("completed", execution.Error?.Message);
        execution.Outputs!.Value.GetProperty("numbers").EnumerateArray().ShouldAllBe(static item => item.GetInt64() >= long.MinValue);
    }

    [Fact]
    public async Task CodeWhoseResultHasAWrongElement_FailsAndNamesIt()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            schema_version: "1.0"
            flow: {name: typed}
            state: {fields: {numbers: {type: "list[int]"}}}
            nodes: [{id: make, prompt: unused, code: "result = [1, 'two']", output_schema: {type: "list[int]"}, outputs: [numbers]}]
            edges: [{from: START, to: make}, {from: make, to: END}]
            """);

        var execution = await silo.RunAsync("typed");

        (execution.Status, execution.Error!.Category).ShouldBe(("failed", "validation_error"));
        execution.Error.Message.ShouldContain("item 1: a string is no int");
    }
}
