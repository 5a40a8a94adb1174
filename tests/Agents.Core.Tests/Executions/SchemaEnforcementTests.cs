using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Formats.Graph;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions;

public sealed class SchemaEnforcementTests
{
    private static readonly JsonValue Scored = JsonValue.Parse("""{"type":"object","required":["score"],"properties":{"score":{"type":"number"}}}""");

    [Fact]
    public void AgentInput_ThatBreaksItsSchema_FailsTheStepBeforeAnyCall()
    {
        var plan = Plans.Machine(Plans.Inject("set", JsonValue.Parse("""{"score":"high"}"""), "rate"), WithInput(Plans.Agent("rate")));

        var run = Run.Start(plan);

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.Journal.OfType<StepStarted>().ShouldBeEmpty();
        var error = run.State.Error.ShouldNotBeNull();
        (error.Category, error.State).ShouldBe((ErrorCategory.Validation, "rate"));
        error.Message.ShouldContain("agent 'rate' breaks its input schema. /score: ");
    }

    [Fact]
    public void AgentVariables_GoBeforeItsInput()
    {
        var variables = new ConstantValue(JsonValue.Parse("""{"score":1}"""));
        var plan = Plans.Machine(Plans.Inject("set", JsonValue.Parse("""{"score":"high"}"""), "rate"), WithInput(Plans.Agent("rate")) with { Variables = variables });

        Run.Start(plan).Journal.OfType<StepStarted>().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("""{"score":0.5}""", ExecutionStatus.Completed)]
    [InlineData("""{"score":"high"}""", ExecutionStatus.Failed)]
    [InlineData("""{}""", ExecutionStatus.Failed)]
    public void Outputs_KeepTheWorkflowsSchema(string outputs, ExecutionStatus status)
    {
        var plan = Plans.Machine(Plans.Inject("set", JsonValue.Parse(outputs))) with { OutputSchema = Scored };

        var state = Run.Start(plan).State;

        state.Status.ShouldBe(status);
        if (status == ExecutionStatus.Failed)
        {
            state.Error!.Category.ShouldBe(ErrorCategory.Validation);
            state.Error.Message.ShouldContain("outputSchema");
            state.Error.Message.ShouldContain("score");
        }
    }

    [Theory]
    [InlineData("1 / 0", "Guard it")]
    [InlineData("ctx.nothing", "hasattr")]
    [InlineData("'a' + 1", "str(x)")]
    public void FailedTransform_SaysWhatToDo(string expression, string advice)
    {
        var error = Run.Start(Plans.Machine(Plans.Transform("compute", expression))).State.Error.ShouldNotBeNull();

        error.Message.ShouldContain("(line 1, column ");
        error.Message.ShouldContain(advice);
    }

    [Theory]
    [InlineData("list[int]", "[1, 2]", null)]
    [InlineData("list[int]", "[1, 'x']", "item 1: a string is no int")]
    [InlineData("list[int]", "[1, null]", "item 1: null is no int")]
    [InlineData("list[list[str]]", "[['a'], ['b', 2]]", "item 1: item 1: an integer is no str")]
    [InlineData("dict[str, int]", "{'a': 1}", null)]
    [InlineData("dict[str, int]", "{'a': null}", "'a': null is no int")]
    [InlineData("dict[int, str]", "{'-7': 'x'}", null)]
    [InlineData("dict[int, str]", "{'seven': 'x'}", "'seven': the key is no whole number")]
    [InlineData("dict[float, list[bool]]", "{'1.5': [true, 0]}", "'1.5': item 1: an integer is no bool")]
    [InlineData("int", "null", null)]
    public void EveryElement_IsOfTheFieldsType(string type, string value, string? problem)
        => FieldTypes.Mismatch(Type(type), JsonValue.Parse(value.Replace('\'', '"'))).ShouldBe(problem);

    private static AgentState WithInput(AgentState agent) => agent with { Definition = new AgentDefinition(agent.Name) { InputSchema = Scored } };

    private static FieldType Type(string text)
    {
        var load = Core.Formats.WorkflowLoader.Load($$"""
            schema_version: "1.0"
            flow: {name: types}
            state: {fields: {value: {type: "{{text}}"} } }
            nodes: [{id: a, prompt: x, output_schema: {type: "{{text}}"}, outputs: [value]}]
            edges: [{from: START, to: a}, {from: a, to: END}]
            """);
        return load.Workflow.ShouldNotBeNull().Fields[0].Type;
    }
}
