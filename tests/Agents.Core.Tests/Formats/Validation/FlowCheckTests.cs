using Agents.Core.Diagnostics;

namespace Agents.Core.Tests.Formats.Validation;

/// <summary>What states read against what earlier states give.</summary>
public sealed class FlowCheckTests
{
    private const string Head = """
        id: test
        inputSchema:
          type: object
          required: [topic, items, owner]
          properties:
            topic: {type: string}
            note: {type: string}
            language: {type: string, default: English}
            items: {type: array, items: {type: object, required: [price], properties: {price: {type: number}, name: {type: string}}, additionalProperties: false}}
            owner: {type: object, required: [name], properties: {name: {type: string}, team: {type: string}}, additionalProperties: false}
        agents:
          scorer:
            instructions: Score.
            output: {schema: {type: object, required: [score, tags], properties: {score: {type: number}, tags: {type: array, items: {type: string}}, why: {type: string}}, additionalProperties: false}}
          open:
            instructions: Answer.
            output: {schema: {type: object, required: [score], properties: {score: {type: number}}}}
          free: {instructions: Answer.}
          lister:
            instructions: List.
            output: {schema: {type: array, items: {type: string}}}
          reader:
            instructions: Read.
            input: {schema: {type: object, required: [score], properties: {score: {type: number}, tags: {type: array, items: {type: string}}}}}
          texter:
            instructions: Read.
            input: {schema: {type: object, required: [score], properties: {score: {type: string}}}}
          picky:
            instructions: Read.
            input: {schema: {type: object, required: [why]}}
        states:

        """;

    [Theory]
    // inputs
    [InlineData("{name: a, type: agent, agent: free, task: '{{ input.topic }} {{ owner.name }} {{ ctx.topic }} {{ input.language }}'}")]
    [InlineData("{name: a, type: agent, agent: free, task: '{{ input.note | default(\"none\") }} {{ input.get(\"note\", 1) }}'}")]
    [InlineData("{name: a, type: foreach, itemsPath: items, itemName: one, iterator: {states: [{name: b, type: inject, data: {x: '{{ one.price }}'}}]}}")]
    // agents
    [InlineData("{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: inject, data: {x: '{{ steps.a.output.score }} {{ a.tags[0] }} {{ steps.a.result.score }}'}}")]
    [InlineData("{name: a, type: agent, agent: free, next: b}", "{name: b, type: inject, data: {x: '{{ steps.a.output.anything }}'}}")]
    [InlineData("{name: a, type: agent, agent: scorer, resultPath: steps.a, next: b}", "{name: b, type: switch, dataPath: steps.a, conditions: [{if: 'hasattr(result, \"why\") and result.why == \"x\"', next: c}], defaultNext: c}", "{name: c, type: end}")]
    [InlineData("{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: foreach, itemsPath: steps.a.output.tags, iterator: {agent: free, task: '{{ item }}'}}")]
    [InlineData("{name: a, type: agent, agent: scorer, output: {one: $.score}, next: b}", "{name: b, type: inject, data: {x: '{{ one }}'}}")]
    // an agent's input
    [InlineData("{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: agent, agent: reader}")]
    [InlineData("{name: a, type: agent, agent: free, next: b}", "{name: b, type: agent, agent: reader}")]
    [InlineData("{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: agent, agent: reader, input: {score: '{{ steps.a.output.score }}', tags: [x]}}")]
    [InlineData("{name: a, type: agent, agent: texter, variables: {score: 'text {{ topic }}'}}")]
    // written on every path
    [InlineData("{name: s, type: switch, conditions: [{if: topic, next: a}], defaultNext: b}", "{name: a, type: inject, data: {k: 1}, next: c}", "{name: b, type: inject, data: {k: 2}, next: c}", "{name: c, type: inject, data: {x: '{{ k }}'}}")]
    [InlineData("{name: s, type: switch, conditions: [{if: topic, next: a}], defaultNext: c}", "{name: a, type: inject, data: {k: 1}, next: c}", "{name: c, type: inject, data: {x: '{{ k | default(0) }} {{ steps.a.output if hasattr(steps, \"a\") else 0 }}'}}")]
    // an overwritten value is what was written last
    [InlineData("{name: a, type: agent, agent: lister, resultPath: r, next: b}", "{name: b, type: agent, agent: scorer, resultPath: r, next: c}", "{name: c, type: inject, data: {x: '{{ r.score }}'}}")]
    // blocks and waits
    [InlineData("{name: p, type: parallel, branches: [{name: l, states: [{name: a, type: agent, agent: scorer}]}], next: b}", "{name: b, type: inject, data: {x: '{{ steps.p.output.l.score }}'}}")]
    [InlineData("{name: h, type: human_approval, message: ok?, next: b}", "{name: b, type: switch, conditions: [{if: 'steps.h.output.approved', next: c}], defaultNext: c}", "{name: c, type: end}")]
    [InlineData("{name: t, type: try, try: {states: [{name: a, type: agent, agent: scorer}]}, next: b}", "{name: b, type: inject, data: {x: '{{ steps.a.output.score }}'}}")]
    public void WhatFlows_IsNoFault(params string[] states) => Load(states).ShouldBeEmpty();

    [Theory]
    [InlineData(DiagnosticCodes.MayBeMissing, "'note' is optional in the inputs", "{name: a, type: agent, agent: free, task: '{{ input.note }}'}")]
    [InlineData(DiagnosticCodes.MayBeMissing, "'team' is optional in the inputs", "{name: a, type: agent, agent: free, task: '{{ owner.team }}'}")]
    [InlineData(DiagnosticCodes.MayBeMissing, "'name' is optional", "{name: a, type: foreach, itemsPath: items, itemName: one, iterator: {states: [{name: b, type: inject, data: {x: '{{ one.name }}'}}]}}")]
    [InlineData(DiagnosticCodes.MayBeMissing, "'why' is optional in the output of 'a'", "{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: inject, data: {x: '{{ steps.a.output.why }}'}}")]
    [InlineData(DiagnosticCodes.MayBeMissing, "does not name 'other'", "{name: a, type: agent, agent: open, next: b}", "{name: b, type: inject, data: {x: '{{ steps.a.output.other }}'}}")]
    [InlineData(DiagnosticCodes.MayBeMissing, "not written on every path", "{name: s, type: switch, conditions: [{if: topic, next: a}], defaultNext: c}", "{name: a, type: inject, data: {k: 1}, next: c}", "{name: c, type: inject, data: {x: '{{ steps.a.output }}'}}")]
    [InlineData(DiagnosticCodes.MayBeMissing, "'c' reads 'k', which is not written on every path", "{name: s, type: switch, conditions: [{if: topic, next: a}], defaultNext: c}", "{name: a, type: inject, data: {k: 1}, next: c}", "{name: c, type: inject, data: {x: '{{ k }}'}}")]
    [InlineData(DiagnosticCodes.MayBeMissing, "not written on every path", "{name: t, type: try, try: {states: [{name: a, type: agent, agent: scorer}]}, catch: {states: [{name: n, type: inject, data: {}}]}, next: b}", "{name: b, type: inject, data: {x: '{{ steps.a.output }}'}}")]
    [InlineData(DiagnosticCodes.MissingField, "but the output of 'a' never has 'score'", "{name: s, type: switch, conditions: [{if: topic, next: a}], defaultNext: b}", "{name: a, type: agent, agent: lister, resultPath: r, next: c}", "{name: b, type: agent, agent: scorer, resultPath: r, next: c}", "{name: c, type: inject, data: {x: '{{ r.score }}'}}")]
    [InlineData(DiagnosticCodes.MissingField, "'score' of the output of 'b' breaks", "{name: s, type: switch, conditions: [{if: topic, next: a}], defaultNext: b}", "{name: a, type: agent, agent: scorer, next: c}", "{name: b, type: inject, data: {other: 1}, next: c}", "{name: c, type: agent, agent: reader}")]
    [InlineData(DiagnosticCodes.MayBeMissing, "'why' of the output of 'a' may break", "{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: agent, agent: picky}")]
    public void WhatMayBeMissing_IsAWarning(string code, string message, params string[] states) => ShouldBe(DiagnosticSeverity.Warning, code, message, states);

    [Theory]
    [InlineData(DiagnosticCodes.MissingField, "but the inputs never have 'nmae'", "{name: a, type: agent, agent: free, task: '{{ owner.nmae }}'}")]
    [InlineData(DiagnosticCodes.MissingField, "the output of 'a' never has 'scor'", "{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: inject, data: {x: '{{ steps.a.output.scor }}'}}")]
    [InlineData(DiagnosticCodes.MissingField, "never has 'score': it is an array", "{name: a, type: agent, agent: lister, next: b}", "{name: b, type: inject, data: {x: '{{ steps.a.output.score }}'}}")]
    [InlineData(DiagnosticCodes.MissingField, "the output of 'a' never has 'two'", "{name: a, type: inject, data: {one: 1}, resultPath: r, next: b}", "{name: b, type: inject, data: {x: '{{ r.two }}'}}")]
    [InlineData(DiagnosticCodes.MissingField, "the output of 'p' never has 'right'", "{name: p, type: parallel, branches: [{name: left, states: [{name: a, type: agent, agent: free}]}], next: b}", "{name: b, type: inject, data: {x: '{{ steps.p.output.right }}'}}")]
    [InlineData(DiagnosticCodes.MissingField, "the output of 'p' never has 'scor'", "{name: p, type: parallel, branches: [{name: left, states: [{name: a, type: agent, agent: scorer}]}], next: b}", "{name: b, type: inject, data: {x: '{{ steps.p.output.left.scor }}'}}")]
    [InlineData(DiagnosticCodes.MissingField, "the output of 'f' never has 'resultz'", "{name: f, type: foreach, itemsPath: items, iterator: {agent: free}, next: b}", "{name: b, type: inject, data: {x: '{{ ctx.steps.f.output.result }} {{ f.resultz }}'}}")]
    [InlineData(DiagnosticCodes.MissingField, "the inputs never have 'prize'", "{name: a, type: foreach, itemsPath: items, itemName: one, iterator: {states: [{name: b, type: inject, data: {x: '{{ one.prize }}'}}]}}")]
    [InlineData(DiagnosticCodes.TypeMismatch, "'a' reads 'topic', which the inputs give as a string; an array is needed here", "{name: a, type: foreach, itemsPath: topic, iterator: {agent: free}}")]
    [InlineData(DiagnosticCodes.TypeMismatch, "which 'a' gives as a number; an array", "{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: foreach, itemsPath: steps.a.output.score, iterator: {agent: free}}")]
    [InlineData(DiagnosticCodes.TypeMismatch, "which 'a' gives as a number; a string", "{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: switch, conditions: [{if: 'steps.a.output.score.lower() == \"x\"', next: c}], defaultNext: c}", "{name: c, type: end}")]
    [InlineData(DiagnosticCodes.TypeMismatch, "'score' of the output of 'a' breaks", "{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: agent, agent: texter}")]
    [InlineData(DiagnosticCodes.TypeMismatch, "'score' of its input breaks", "{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: agent, agent: texter, input: {score: '{{ steps.a.output.score }}'}}")]
    [InlineData(DiagnosticCodes.TypeMismatch, "the output of 'a' breaks", "{name: a, type: agent, agent: lister, next: b}", "{name: b, type: agent, agent: reader}")]
    [InlineData(DiagnosticCodes.MissingField, "'score' of the inputs breaks", "{name: a, type: agent, agent: reader}")]
    [InlineData(DiagnosticCodes.MissingField, "'score' of its variables breaks", "{name: a, type: agent, agent: reader, variables: {other: 1}}")]
    public void WhatNeverFits_IsAnError(string code, string message, params string[] states) => ShouldBe(DiagnosticSeverity.Error, code, message, states);

    [Fact]
    public void MisspelledMember_IsFoundAtItsPlaceWithAGuess()
    {
        var found = Load("{name: a, type: agent, agent: scorer, next: b}", "{name: b, type: inject, data: {x: 'Score {{ steps.a.output.scor }}'}}").ShouldHaveSingleItem();

        found.Path.ShouldBe("/states/1/data/x");
        found.Hint.ShouldBe("Did you mean 'score'?");
        found.Column.ShouldBeGreaterThan(1);
    }

    private static void ShouldBe(DiagnosticSeverity severity, string code, string message, string[] states)
    {
        var found = Load(states).ShouldHaveSingleItem();

        found.Severity.ShouldBe(severity);
        found.Code.ShouldBe(code);
        found.Message.ShouldContain(message);
        found.Line.ShouldBeGreaterThan(0);
    }

    private static IReadOnlyList<Diagnostic> Load(params string[] states)
        => Samples.Load(Head + string.Join('\n', states.Select(static state => "  - " + state))).Diagnostics;
}
