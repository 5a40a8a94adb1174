using Agents.Core.Diagnostics;

namespace Agents.Core.Tests.Formats.StateMachine;

public class MachineDiagnosticTests
{
    private const string Schema = "inputSchema: {type: object, required: [topic, many], properties: {topic: {type: string}, many: {type: array}}}\n";

    public static TheoryData<string, string, string> Faults => new()
    {
        { Samples.MachineOf("{name: a, type: inject, data: {}, next: b}"), DiagnosticCodes.UnknownTarget, "/states/0/next" },
        { Samples.MachineOf("{name: a, type: inject, data: {}}", "{name: b, type: inject, data: {}}"), DiagnosticCodes.UnreachableState, "/states/1/name" },
        { Samples.MachineOf("{name: a, type: inject, data: {}, next: b}", "{name: b, type: inject, data: {}, next: a}"), DiagnosticCodes.UnboundedLoop, "/states/0/name" },
        { Samples.MachineOf("{name: a, type: inject, data: {}}", "{name: a, type: inject, data: {}}"), DiagnosticCodes.DuplicateState, "/states/1/name" },
        { Samples.MachineOf("{type: inject, data: {}}"), DiagnosticCodes.MissingKey, "/states/0" },
        { Samples.MachineOf("{name: a, type: inject, data: {}, nxt: b}"), DiagnosticCodes.UnknownKey, "/states/0/nxt" },
        { Samples.MachineOf("{name: a, type: switch, conditions: [{if: 'x ==', next: a}]}"), DiagnosticCodes.StarlarkSyntax, "/states/0/conditions/0/if" },
        { Samples.MachineOf("{name: a, type: transform, expression: 'def f('}"), DiagnosticCodes.StarlarkSyntax, "/states/0/expression" },
        { Samples.MachineOf("{name: a, type: inject, data: {x: '{{ a b }}'}}"), DiagnosticCodes.StarlarkSyntax, "/states/0/data/x" },
        { Samples.MachineOf("{name: a, type: inject, data: {x: '{{ open'}}"), DiagnosticCodes.TemplateSyntax, "/states/0/data/x" },
        { Samples.MachineOf("{name: a, type: agent, agent: a, timeout: soon}"), DiagnosticCodes.InvalidDuration, "/states/0/timeout" },
        { Samples.MachineOf("{name: a, type: agent, agent: a, resultPath: 'a b'}"), DiagnosticCodes.InvalidPath, "/states/0/resultPath" },
        { Samples.MachineOf("{name: a, type: cron, cron: '99 * * * *'}"), DiagnosticCodes.InvalidCron, "/states/0/cron" },
        { Samples.MachineOf("{name: a, type: cron, cron: '0 0 30 2 *'}"), DiagnosticCodes.InvalidCron, "/states/0/cron" },
        { Samples.MachineOf("{name: a, type: operation, action: agent.walk}"), DiagnosticCodes.UnknownAction, "/states/0/action" },
        { Samples.MachineOf("{name: a, type: agent, agent: nobody}"), DiagnosticCodes.UnknownAgent, "/states/0/agent" },
        { Samples.MachineOf("{name: a, type: agent, agent: a, task: '{{ topic }}'}"), DiagnosticCodes.AssumedInput, "/states/0/task" },
        { Samples.MachineOf("{name: a, type: agent, agent: a, task: '{{ steps.nowhere.output }}'}"), DiagnosticCodes.UnknownReference, "/states/0/task" },
        { Schema + Samples.MachineOf("{name: a, type: agent, agent: a, task: '{{ topc }}'}"), DiagnosticCodes.UnknownReference, "/states/0/task" },
        { Schema + Samples.MachineOf("{name: a, type: agent, agent: a, task: '{{ input.topc }}'}"), DiagnosticCodes.UnknownReference, "/states/0/task" },
        {
            Schema + Samples.MachineOf("{name: a, type: agent, agent: a, task: '{{ later }}', next: b}", "{name: b, type: inject, data: {x: 1}, resultPath: later}"),
            DiagnosticCodes.ReadBeforeWrite, "/states/0/task"
        },
        { "inputSchema: {type: object, properties: {n: {type: int}}}\n" + Samples.MachineOf("{name: a, type: end}"), DiagnosticCodes.InvalidSchema, "/inputSchema/properties/n/type" },
        { "inputSchema: {properties: {n: {type: string, required: true}}}\n" + Samples.MachineOf("{name: a, type: end}"), DiagnosticCodes.InvalidSchema, "/inputSchema/properties/n/required" },
        {
            Samples.MachineOf("{name: a, type: parallel, branches: [{name: b, agent: a, retry: {maxAttempts: 2}}], retry: {maxAttempts: 2}}"),
            DiagnosticCodes.IgnoredSetting, "/states/0/retry"
        },
        {
            Samples.MachineOf("{name: a, type: foreach, itemsPath: input.l, retry: {maxAttempts: 2}, iterator: {agent: a, retry: {maxAttempts: 2}, timeout: 5s}}"),
            DiagnosticCodes.IgnoredSetting, "/states/0/retry"
        },
        { Samples.MachineOf("{name: a, type: try, try: {states: [{name: b, type: end}]}, retry: {maxAttempts: 2}}"), DiagnosticCodes.IgnoredSetting, "/states/0/retry" },
        { Samples.MachineOf("{name: a, type: timer, duration: 1s, retry: {maxAttempts: 2}}"), DiagnosticCodes.IgnoredSetting, "/states/0/retry" },
        { Samples.MachineOf("{name: a, type: inject, data: {}, retry: {maxAttempts: 2}}"), DiagnosticCodes.IgnoredSetting, "/states/0/retry" },
        { "states: []", DiagnosticCodes.MissingKey, "/states" },
        { "states: {a: {type: end}}", DiagnosticCodes.InvalidType, "/states" },
        { "name: x\nstatess: []", DiagnosticCodes.UnknownFormat, "" },
        { "just text", DiagnosticCodes.UnknownFormat, "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_IsReportedOnceAtItsPlace(string text, string code, string pointer)
    {
        var found = Samples.Load(text).Diagnostics.ShouldHaveSingleItem();

        found.Code.ShouldBe(code);
        found.Path.ShouldBe(pointer);
        found.Line.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("{name: a, type: agent, agent: a, task: '{{ topic | default(\"x\") }}'}")]
    [InlineData("{name: a, type: agent, agent: a, task: '{{ ctx.get(\"other\", 1) }}'}")]
    [InlineData("{name: a, type: agent, agent: a, task: '{{ input.topic }} {{ topic }} {{ ctx.topic }} {{ workflow.input.topic }} {{ _timestamp }}'}")]
    [InlineData("{name: a, type: switch, dataPath: topic, conditions: [{if: 'length > 3 and _value', next: b}], defaultNext: b}\n  - {name: b, type: end}")]
    [InlineData("{name: a, type: agent, agent: a, resultPath: one, next: b}\n  - {name: b, type: inject, data: {x: '{{ one }} {{ a }} {{ steps.a.output }}'}}")]
    [InlineData("{name: a, type: inject, data: {one: 1}, next: b}\n  - {name: b, type: inject, data: {x: '{{ one }} {{ ctx.one }}'}}")]
    [InlineData("{name: a, type: agent, agent: a, output: {two: $.x}, next: b}\n  - {name: b, type: inject, data: {x: '{{ two }}'}}")]
    [InlineData("{name: a, type: foreach, itemsPath: many, itemName: one, iterator: {states: [{name: b, type: inject, data: {x: '{{ one }} {{ _index }} {{ topic }}'}}]}}")]
    [InlineData("{name: a, type: inject, data: {}, next: b}\n  - {name: b, type: timer, duration: 1h, next: a}")]
    [InlineData("{name: a, type: inject, data: {}, next: b}\n  - {name: b, type: switch, conditions: [{if: 'topic', next: a}], defaultNext: c}\n  - {name: c, type: end}")]
    public void Text_IsNoFault(string states)
        => Samples.Load(Schema + Samples.MachineOf(states)).Diagnostics.ShouldBeEmpty();

    [Fact]
    public void ManyFaults_AreReportedAtOnce()
    {
        var load = Samples.Load(Schema + Samples.MachineOf(
            "{name: a, type: swich, next: b}", "{name: b, type: agent, agent: nobody, timeout: soon, colour: red}", "{name: c, type: transform, expression: ')'}"));

        load.Diagnostics.Select(static found => found.Code).ShouldBe(
            [DiagnosticCodes.UnknownStateType, DiagnosticCodes.UnknownAgent, DiagnosticCodes.InvalidDuration, DiagnosticCodes.UnknownKey, DiagnosticCodes.StarlarkSyntax]);
        load.Workflow.ShouldBeNull();
    }

    [Theory]
    [InlineData(false, DiagnosticSeverity.Warning)]
    [InlineData(true, DiagnosticSeverity.Error)]
    public void UndefinedAgent_IsAWarning_AndAnErrorInStrictMode(bool strict, DiagnosticSeverity severity)
        => Samples.Load(Samples.MachineOf("{name: a, type: agent, agent: nobody}"), strict).Diagnostics.ShouldHaveSingleItem().Severity.ShouldBe(severity);

    [Fact]
    public void BlockText_PointsAtTheLineInside()
    {
        var load = Samples.Load(Schema + "states:\n  - name: a\n    type: agent\n    agent: a\n    task: |\n      First line\n      then {{ topc }} here");

        var found = load.Diagnostics.ShouldHaveSingleItem();
        (found.Line, found.Column).ShouldBe((8, 15));
        found.Hint.ShouldBe("Did you mean 'topic'?");
    }

    [Fact]
    public void FlatDialect_IsOneDiagnosticThatShowsTodaysForm()
    {
        var found = Samples.Load("""
            name: Research Team
            state: {type: object, properties: {topic: {type: string}}}
            nodes: [{name: coordinator, prompt: "Plan {topic}"}]
            edges: []
            orchestration: {timeout: 300}
            """).Diagnostics.ShouldHaveSingleItem();

        found.Code.ShouldBe(DiagnosticCodes.FlatDialect);
        var hint = found.Hint.ShouldNotBeNull();
        var today = hint[hint.IndexOf("schema_version", StringComparison.Ordinal)..];
        Samples.Load(today).Diagnostics.ShouldBeEmpty();
    }
}
