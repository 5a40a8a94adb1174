using Agents.Core.Diagnostics;

namespace Agents.Core.Tests.Formats.Graph;

/// <summary>The verdicts of the graph format's specification: each is one change of its example.</summary>
public class VerdictTests
{
    public static TheoryData<string, string, string, string, string> Faults => new()
    {
        { "flow: {name", "colour: red\nflow: {name", "Warning", DiagnosticCodes.UnknownKey, "/colour" },
        { "    prompt: \"List", "    promt: x\n    prompt: \"List", "Warning", DiagnosticCodes.UnknownKey, "/nodes/0/promt" },
        { "temperature: 0.2", "temperature: 1.5", "Error", DiagnosticCodes.InvalidValue, "/nodes/1/llm/temperature" },
        { "provider: openai", "provider: azure", "Error", DiagnosticCodes.UnknownProvider, "/nodes/1/llm/provider" },
        { "- id: plan", "- id: a-b", "Error", DiagnosticCodes.InvalidName, "/nodes/0/id" },
        { "state.score >= 0.7", "state.scroe >= 0.7", "Error", DiagnosticCodes.UnknownReference, "/edges/3/routes/0/condition/logic" },
        { "      - {condition: {logic: default}, to: END}", "", "Error", DiagnosticCodes.InvalidRoutes, "/edges/3/routes" },
        { "{state.topic}, at", "{state.topc}, at", "Error", DiagnosticCodes.UnknownReference, "/nodes/0/prompt" },
        { "- {from: START, to: plan}", "- {from: START, to: plan}\n  - {from: START, to: write}", "Error", DiagnosticCodes.InvalidStart, "/edges/1/from" },
        { "- {from: write, to: END}", "- {from: write, to: plan}", "Error", DiagnosticCodes.UnboundedLoop, "/edges/4/to" },
        { "output_schema: {type: \"list[str]\"", "output_schema: {type: \"list[int]\"", "Error", DiagnosticCodes.TypeMismatch, "/nodes/0/output_schema" },
        { "{name: score, type: float}", "{name: score, type: str}", "Error", DiagnosticCodes.TypeMismatch, "/nodes/1/output_schema/fields/1/type" },
        { "tools: [web_search", "tools: [web_serach", "Error", DiagnosticCodes.UnknownTool, "/nodes/1/tools/0" },
        { "schema_version: \"1.0\"", "schema_version: 1.0", "Error", DiagnosticCodes.InvalidType, "/schema_version" },
        { "to: write}", "to: wrtie}", "Error", DiagnosticCodes.UnknownTarget, "/edges/3/routes/0/to" },
        { "required: true, description", "required: true, default: x, description", "Error", DiagnosticCodes.ConflictingKeys, "/state/fields/topic/default" },
        { "default: 300", "default: many", "Error", DiagnosticCodes.TypeMismatch, "/state/fields/max_words/default" },
        { "type: int", "type: integer", "Error", DiagnosticCodes.UnknownType, "/state/fields/max_words/type" },
        { "{type: object, schema: {level: str, tags: \"list[str]\"}}", "{type: object}", "Error", DiagnosticCodes.MissingKey, "/state/fields/audience" },
        { "outputs: [angles]", "outputs: [angels]", "Error", DiagnosticCodes.UnknownField, "/nodes/0/outputs/0" },
        { "outputs: [angles]", "outputs: [angles, notes]", "Error", DiagnosticCodes.InvalidValue, "/nodes/0/outputs" },
        { "condition_field: good_enough", "condition_field: score", "Error", DiagnosticCodes.TypeMismatch, "/edges/2/loop/condition_field" },
        { "max_iterations: 3", "max_iterations: 101", "Error", DiagnosticCodes.InvalidValue, "/edges/2/loop/max_iterations" },
        { "state.score >= 0.7 and", "state.score >= 'high' and", "Error", DiagnosticCodes.TypeMismatch, "/edges/3/routes/0/condition/logic" },
        { "state.score >= 0.7 and", "state.score >= 0.7 &&", "Error", DiagnosticCodes.StarlarkSyntax, "/edges/3/routes/0/condition/logic" },
        { "Level: {state.audience.level}", "Level: {state.audience.leval}", "Error", DiagnosticCodes.UnknownReference, "/nodes/1/prompt" },
        { "result = 'ok'", "import os\\nresult = 'ok'", "Error", DiagnosticCodes.StarlarkSyntax, "/nodes/2/code" },
        { "inputs.get('s', 0)", "inputs['sc']", "Error", DiagnosticCodes.UnknownReference, "/nodes/2/code" },
        { "inputs.get('s', 0)", "open('x')", "Error", DiagnosticCodes.UnknownReference, "/nodes/2/code" },
        { "  - {from: write, to: END}", "", "Error", DiagnosticCodes.NoPathToEnd, "/nodes/3/id" },
        { "- {from: plan, to: research}", "- {from: plan, to: [research, write]}", "Error", DiagnosticCodes.BranchConflict, "/edges/1/to/0" },
        { "- {from: plan, to: research}", "- {from: plan, to: research, routes: []}", "Error", DiagnosticCodes.InvalidEdge, "/edges/1/routes" },
        { "flow: {name: brief_maker, ", "flow: {", "Error", DiagnosticCodes.MissingKey, "/flow" },
        { "preset: low", "preset: tiny", "Error", DiagnosticCodes.InvalidValue, "/nodes/2/sandbox/preset" },
        { "timeout: 10}", "timeout: 5000}", "Error", DiagnosticCodes.InvalidValue, "/nodes/2/sandbox/timeout" },
    };

    public static TheoryData<string, string> Fine => new()
    {
        { "state.score >= 0.7", "{state.score} >= .7" },
        { "state.score >= 0.7", "0.2 < state.score <= 1.0" },
        { "Write the brief from", "Answer like {\\\"a\\\": 1} or {\\\"a\\\": {\\\"b\\\": 1}}, from" },
        { "Write the brief from", "Keep {{topc}} as it is, from" },
        { "to: END}\n  - {from: write, to: END}", "to: END}\n  - {from: write, to: [END]}" },
        { "logic: default", "logic: Default" },
        { "{level: str, tags: \"list[str]\"}", "{level: {type: str, description: x}, tags: \"list[str]\"}" },
        { "default: 300", "default: null" },
        { "schema_version", "# a comment\nschema_version" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Change_IsReportedAtItsPlace(string what, string by, string severity, string code, string pointer)
    {
        var load = Samples.Load(Samples.GraphWith(what, by));

        load.Diagnostics.ShouldContain(found => found.Code == code && found.Path == pointer && found.Severity.ToString() == severity, Shown(load.Diagnostics));
        load.Diagnostics.ShouldAllBe(static found => found.Line > 0 && found.Column > 0);
        (load.Workflow is null).ShouldBe(severity == "Error");
    }

    [Theory]
    [MemberData(nameof(Fine))]
    public void Change_IsNoFault(string what, string by)
        => Samples.Load(Samples.GraphWith(what, by)).Diagnostics.ShouldBeEmpty();

    [Theory]
    [InlineData("{state.topc}, at", "Did you mean 'topic'?", "{state.topic}, at")]
    [InlineData("web_serach", "Did you mean 'web_search'?", "web_search")]
    [InlineData("schema_version: 1.0", "Quote it: schema_version: \"1.0\".", "schema_version: \"1.0\"")]
    [InlineData("type: integer", "Write 'int'.", "type: int")]
    [InlineData("- id: a-b", "Use letters, digits and '_': 'a_b'.", "- id: plan")]
    public void Hint_SaysHowToMendIt(string by, string hint, string what)
        => Samples.Load(Samples.GraphWith(what, by)).Diagnostics.Select(static found => found.Hint).ShouldContain(hint);

    [Fact]
    public void Fork_ToAList_IsValid()
    {
        var load = Samples.Load(Fork("[left, right]"));

        load.Diagnostics.ShouldBeEmpty();
        load.Workflow!.FindState("first")!.Next.ShouldBeOfType<Workflows.ForkTransition>().Join.ShouldBe("last");
    }

    [Fact]
    public void BackEdge_ByARoute_IsAWarning()
    {
        var load = Samples.Load(Samples.GraphWith("{condition: {logic: default}, to: END}", "{condition: {logic: default}, to: plan}"));

        load.Workflow.ShouldNotBeNull();
        load.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(DiagnosticCodes.UnboundedLoop);
    }

    [Fact]
    public void UnknownKey_InStrictMode_IsAnError()
        => Samples.Load(Samples.GraphWith("flow: {name", "colour: red\nflow: {name"), strict: true).Workflow.ShouldBeNull();

    [Fact]
    public void Condition_PointsAtTheNameItself()
    {
        var load = Samples.Load(Samples.GraphWith("state.good_enough\"", "state.good_enuf\""));

        var found = load.Diagnostics.ShouldHaveSingleItem();
        var line = Samples.Graph.Split('\n').ToList().FindIndex(static text => text.Contains("state.good_enough", StringComparison.Ordinal));
        found.Line.ShouldBe(line + 1);
        found.Column.ShouldBe(Samples.Graph.Split('\n')[line].IndexOf("state.good_enough", StringComparison.Ordinal) + 1);
    }

    private static string Fork(string targets) => $$"""
        schema_version: "1.0"
        flow: {name: fork}
        state: {fields: {topic: {type: str, required: true}, seen: {type: "list[str]", default: [], reducer: append}, end_note: {type: str, default: ""} } }
        nodes:
          - {id: first, prompt: "{topic}", output_schema: {type: str}, outputs: [end_note]}
          - {id: left, prompt: "{topic}", output_schema: {type: "list[str]"}, outputs: [seen]}
          - {id: right, prompt: "{topic}", output_schema: {type: "list[str]"}, outputs: [seen]}
          - {id: last, prompt: "{seen}", output_schema: {type: str}, outputs: [end_note]}
        edges:
          - {from: START, to: first}
          - {from: first, to: {{targets}}}
          - {from: left, to: last}
          - {from: right, to: last}
          - {from: last, to: END}
        """;

    private static string Shown(IEnumerable<Diagnostic> found) => string.Join('\n', found.Select(static one => $"{one.Severity} {one.Code} {one.Path}: {one.Message}"));
}
