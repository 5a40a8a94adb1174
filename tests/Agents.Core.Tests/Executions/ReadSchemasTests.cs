using Agents.Core.Approvals;
using Agents.Core.Diagnostics;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Waits;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Sampling;
using Agents.Core.Workflows;
using Agents.Testing;

namespace Agents.Core.Tests.Executions;

public class ReadSchemasTests
{
    private const string End = "{name: done, type: end}";

    public static TheoryData<string> StationFiles => [.. Files()];

    [Theory]
    [InlineData("{name: s, type: switch, dataPath: steps.a, conditions: [{if: 'risk > 0.8', next: done}], defaultNext: done}", """{risk: number}""")]
    [InlineData("{name: s, type: switch, dataPath: steps.a.result, conditions: [{if: 'result.risk > 0.8 and ok', next: done}], defaultNext: done}", """{risk: number, ok: boolean}""")]
    [InlineData("{name: s, type: switch, dataPath: steps.a, conditions: [{if: \"_value == 'high'\", next: done}, {if: \"val == 'low'\", next: done}], defaultNext: done}", """high|low""")]
    [InlineData("{name: s, type: switch, dataPath: steps.a.level, conditions: [{if: \"result in ['x', 'y']\", next: done}], defaultNext: done}", """{level: x|y}""")]
    [InlineData("{name: s, type: switch, conditions: [{if: \"ctx.steps.a.output.get('n', 0) > input.limit\", next: done}], defaultNext: done}", """{n: number}""")]
    [InlineData("{name: s, type: switch, conditions: [{if: 'a.x.y > steps.a.z', next: done}], defaultNext: done}", """{x: {y: number}, z: number}""")]
    public void Condition_TypesWhatItReads(string reader, string expected) => SchemaOf("{name: a, type: agent, agent: x, next: s}", reader, End).ShouldBe(expected);

    [Theory]
    [InlineData("{name: t, type: transform, expression: \"sum(ctx.steps.a.output.get('costs', [])) + len(steps.a.result.items)\"}", """{costs: [number*1], items: [string*0]}""")]
    [InlineData("{name: t, type: transform, expression: \"[i.id for i in steps.a.found if i.ok == True]\"}", """{found: [{ok: boolean, id: string}*1]}""")]
    [InlineData("{name: t, type: agent, agent: x, task: 'Of {{ steps.a.output.name }} and {{ steps.a.count | default(0) }}'}", """{name: string, count: string}""")]
    [InlineData("{name: t, type: agent, agent: x, task: 'Of {{ steps.a.output }}'}", "")]
    [InlineData("{name: t, type: agent, agent: x, input: {all: '{{ steps.a.output }}'}, variables: {v: '{{ steps.a.list[1].id }}'}}", """{list: [{id: string}*2]}""")]
    [InlineData("{name: t, type: foreach, itemsPath: steps.a.services, itemName: service, agent: x, task: 'Of {{ service.name }}'}", """{services: [{name: string}*1]}""")]
    [InlineData("{name: t, type: foreach, itemsPath: $.services, agent: x}", """{services: [string*0]}""")]
    [InlineData("{name: t, type: human_approval, message: 'Sure of {{ a.plan }}?', summary_path: steps.a.summary}", """{plan: string, summary: string}""")]
    public void Reader_AsksForItsFields(string reader, string expected) => SchemaOf("{name: a, type: agent, agent: x, next: t}", reader).ShouldBe(expected);

    [Theory]
    [InlineData("resultPath: analysis", "analysis.risk > 1 and ctx.analysis.ok", """{risk: number, ok: boolean}""")]
    [InlineData("resultPath: deep.analysis", "deep.analysis.risk > 1", """{risk: number}""")]
    [InlineData("resultPath: steps.other", "steps.other.output.risk > 1 and other.fine", """{risk: number, fine: boolean}""")]
    [InlineData("output: {score: $.rating.value}", "score > 1", """{rating: {value: number}}""")]
    [InlineData("output: {score: $.result.value}", "score > 1 and steps.a.result.text == 'x'", """{result: {value: number, text: x}}""")]
    [InlineData("resultPath: analysis", "other.risk > 1", "")]
    public void Result_IsFoundWhereItWasWritten(string write, string condition, string expected)
        => SchemaOf($"{{name: a, type: agent, agent: x, {write}, next: s}}", $"{{name: s, type: switch, conditions: [{{if: \"{condition}\", next: done}}], defaultNext: done}}", End)
            .ShouldBe(expected);

    [Theory]
    [InlineData("{name: i, type: inject, data: {health: {now: '{{ steps.a.output.health }}'}}, next: s}", "health.now.rate > 1")]
    [InlineData("{name: i, type: transform, expression: \"{'now': steps.a.output.health}\", resultPath: health, next: s}", "health.now.rate > 1")]
    [InlineData("{name: i, type: transform, expression: \"{'now': steps.a.output}\", next: s}", "steps.i.output.now.health.rate > 1")]
    public void CopiedPart_IsFollowedToTheAgent(string copy, string condition)
        => SchemaOf("{name: a, type: agent, agent: x, next: i}", copy, $"{{name: s, type: switch, conditions: [{{if: '{condition}', next: done}}], defaultNext: done}}", End)
            .ShouldBe("{health: {rate: number}}");

    [Theory]
    [InlineData("{name: a, type: agent, agent: x, task: 'Of {{ ip }} and {{ input.limit + 1 }}', resultPath: found, next: s}", "{name: s, type: switch, dataPath: found, conditions: [{if: 'risk > 0.8 and region', next: done}], defaultNext: done}", """{ip: string, limit: number}""")]
    [InlineData("{name: a, type: foreach, itemsPath: services, itemName: one, agent: x, task: '{{ one.name }}', next: s}", "{name: s, type: transform, expression: 'workflow.input.deep.flag == True and ctx.more > 1'}", """{services: [{name: string}*1], deep: {flag: boolean}, more: number}""")]
    [InlineData("{name: a, type: cron, cron: '@daily', input: {service: api}, next: s}", "{name: s, type: transform, expression: 'input.service + service + _timestamp', end: true}", "")]
    public void Inputs_AreWhatNothingWrites(string first, string second, string expected)
        => Text(ReadSchemas.OfInputs(Load(first, second, End))).ShouldBe(expected);

    [Fact]
    public void BranchesAndIterations_AreFollowedInside()
    {
        var plan = Load(
            "{name: p, type: parallel, branches: [{name: one, agent: x}, {name: two, states: [{name: b, type: agent, agent: x, resultPath: found}]}], next: f}",
            "{name: f, type: foreach, itemsPath: input.list, outputAggregation: array, iterator: {states: [{name: c, type: agent, agent: x}]}, next: t}",
            "{name: t, type: transform, expression: \"len(steps.p.output.one.get('issues', [])) + steps.p.two.found.n + sum([r.n for r in steps.f.output])\"}");

        var (one, two) = (((ParallelState)plan.States[0]).Branches[0].Block.States[0], ((ParallelState)plan.States[0]).Branches[1].Block.States[0]);
        Text(ReadSchemas.Of(plan, (AgentState)one)).ShouldBe("{issues: [string*0]}");
        Text(ReadSchemas.Of(plan, (AgentState)two)).ShouldBe("{n: number}");
        Text(ReadSchemas.Of(plan, (AgentState)((ForeachState)plan.States[1]).Iterator.States[0])).ShouldBe("{n: number}");
    }

    [Fact]
    public void LastAgent_AnswersWhatTheWorkflowPromises()
    {
        var plan = Load("""
            outputSchema: {type: object, properties: {diagnosis: {type: string}, confidence: {type: number}}, required: [diagnosis]}
            """,
            "{name: a, type: agent, agent: x, next: b}",
            "{name: b, type: agent, agent: x, next: s}",
            "{name: s, type: switch, dataPath: steps.b, conditions: [{if: \"confidence == 'high' or fine\", next: done}], defaultNext: done}",
            End);

        Text(ReadSchemas.Of(plan, Agent(plan, "a"))).ShouldBe("");
        Text(ReadSchemas.Of(plan, Agent(plan, "b"))).ShouldBe("{diagnosis: string, confidence: number, fine: boolean}");
    }

    [Fact]
    public void SchemaIsWorkedOutOncePerPlan()
    {
        var plan = Load("{name: a, type: agent, agent: x, next: t}", "{name: t, type: transform, expression: 'steps.a.n + 1'}");
        var schema = ReadSchemas.Of(plan, Agent(plan, "a"));

        ReadSchemas.Of(plan, Agent(plan, "a")).ShouldBeSameAs(schema);
        ReadSchemas.Of(plan with { States = [plan.States[0]] }, Agent(plan, "a")).ShouldBeNull();
    }

    [Fact]
    public void StatesThatCopyEachOther_AreFollowedOnlySoFar()
    {
        var circle = Enumerable.Range(0, 30).Select(at =>
            $"{{name: t{at}, type: transform, resultPath: all, expression: \"{{'x': all.x, 'y': all.x, 'z': all}}\", next: {(at == 29 ? "a" : $"t{at + 1}")}}}");
        var plan = Load([.. circle, "{name: a, type: agent, agent: x, resultPath: all}"]);

        Should.NotThrow(() => ReadSchemas.Of(plan, Agent(plan, "a")));
    }

    [SkippableTheory]
    [MemberData(nameof(StationFiles))]
    public void StationFile_CompletesOnSampledOutputs(string file)
    {
        Requirement.Need("vectors", file.Length > 0, $"put real files into {Repository.Compat}/station, or set AGENTS_COMPAT.");
        var plan = WorkflowLoader.Load(File.ReadAllText(Path.Combine(Repository.Compat, "station", file))).Workflow.ShouldNotBeNull();

        foreach (var seed in Enumerable.Range(0, 20).Select(static seed => $"seed {seed}"))
        {
            // Where there is no schema, this is what the files read.
            var inputs = plan.InputSchema is null ? JsonObject.Of(("ip", "203.0.113.7")) : (JsonObject)Sample(SchemaSample.Inputs(plan.InputSchema));
            var run = Run.Start(plan, WorkflowInputs.Bind(plan, inputs).Inputs);
            while (!run.State.Status.IsFinal())
            {
                if (run.State.ActiveSteps.FirstOrDefault(static step => step.Wait is ApprovalWait) is { } gate)
                {
                    run.Take(new VoteApproval(run.Now, gate.Id, Actor.Anonymous, true));
                    continue;
                }

                var step = run.Work[0];
                var agent = (AgentState)Execution.FindState(plan, step.Branch, step.State)!;
                run.Succeed(step, ReadSchemas.Of(plan, agent) is { } schema ? Sample(SchemaSample.Value(schema, seed)) : "Some text.");
            }

            run.State.Status.ShouldBe(ExecutionStatus.Completed, run.State.Error?.Message);
        }
    }

    [SkippableFact]
    public void HealthCheck_ReadsANumberAndAStatus()
    {
        var plan = Station("daily-health-check.workflow.yaml");
        Text(ReadSchemas.Of(plan, Agent(plan, "check_services"))).ShouldBe("{error_rate: number, status: degraded}");
    }

    [SkippableFact]
    public void Escalation_ReadsOfTheAnalysis()
    {
        var plan = Station("slack-approval-escalation.workflow.yaml");
        Text(ReadSchemas.Of(plan, Agent(plan, "analyze_ip"))).ShouldBe("{risk_score: number, reason: string, ticket_id: string}");
    }

    [SkippableFact]
    public void ComplexFlow_ReadsOfBranchesAndOfTheAnalysis()
    {
        var plan = Station("dataflow-complex.workflow.yaml");
        Text(ReadSchemas.Of(plan, Agent(plan, "root_cause_analysis"))).ShouldBe("{cause: string, confidence: number}");
        var logs = ((ParallelState)plan.FindState("parallel_investigation")!).Branches[1].Block.States[0];
        Text(ReadSchemas.Of(plan, (AgentState)logs)).ShouldBe("{errors: [string*0]}");
    }

    private static string SchemaOf(params string[] states)
    {
        var plan = Load(states);
        return Text(ReadSchemas.Of(plan, Agent(plan, "a")));
    }

    private static Workflow Load(params string[] states)
    {
        var isState = static (string line) => line.StartsWith("{name:", StringComparison.Ordinal);
        var load = WorkflowLoader.Load($"""
            id: w
            name: W
            {string.Concat(states.Where(line => !isState(line)))}
            start: {states.First(isState)[7..].Split(',')[0]}
            states:
            {string.Concat(states.Where(isState).Select(static state => $"  - {state}\n"))}
            """);
        load.Diagnostics.Where(static found => found.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return load.Workflow!;
    }

    private static Workflow Station(string file)
    {
        var path = Path.Combine(Repository.Compat, "station", file);
        Requirement.Need("vectors", File.Exists(path), "set AGENTS_COMPAT to a folder with station/*.workflow.yaml.");
        return WorkflowLoader.Load(File.ReadAllText(path)).Workflow!;
    }

    private static AgentState Agent(Workflow plan, string name) => plan.FindState(name).ShouldBeOfType<AgentState>();

    private static JsonValue Sample(SampleResult sample) => sample.Value.ShouldNotBeNull(string.Join("; ", sample.Problems));

    /// <summary>A schema in short: <c>{name: type, list: [type*least]}</c>, texts by their candidates.</summary>
    private static string Text(JsonValue? schema) => schema is not JsonObject parts ? "" : ((JsonString)parts["type"]).Value switch
    {
        "object" => $"{{{string.Join(", ", (parts.Find("properties") as JsonObject ?? JsonObject.Empty).Select(static part => $"{part.Key}: {Text(part.Value)}"))}}}",
        "array" => $"[{Text(parts["items"])}*{parts["minItems"]}]",
        "string" when parts.Find("enum") is JsonArray texts => string.Join('|', texts.Select(static text => ((JsonString)text).Value)),
        var type => type,
    };

    /// <summary>The real files that the engine runs; one empty name where there are none.</summary>
    private static IEnumerable<string> Files()
    {
        var folder = Path.Combine(Repository.Compat, "station");
        return !Directory.Exists(folder) ? [""] : Directory.GetFiles(folder).Order()
            .Where(static file => WorkflowLoader.Load(File.ReadAllText(file)).Workflow is { } plan && Supported.Refusals(plan).Count == 0)
            .Select(static file => Path.GetFileName(file)).DefaultIfEmpty("");
    }
}
