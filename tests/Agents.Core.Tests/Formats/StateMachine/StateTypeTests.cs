using Agents.Core.Diagnostics;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Formats.StateMachine;

public class StateTypeTests
{
    [Theory]
    [InlineData("{name: s, type: agent, agent: a}", typeof(AgentState))]
    [InlineData("{name: s, type: operation, action: agent.run, agent: a}", typeof(AgentState))]
    [InlineData("{name: s, type: operation, action: human.approval, message: Sure?}", typeof(ApprovalState))]
    [InlineData("{name: s, type: operation, action: workflow.run, workflow: w}", typeof(WorkflowState))]
    [InlineData("{name: s, type: human_approval, message: Sure?, onReject: cancel, escalateAfter: {after: 1h, to: [boss]}}", typeof(ApprovalState))]
    [InlineData("{name: s, type: workflow, workflow: w, version: 2}", typeof(WorkflowState))]
    [InlineData("{name: s, type: switch, conditions: [{if: 'True', next: s2}], defaultNext: s2}\n  - {name: s2, type: end}", typeof(SwitchState))]
    [InlineData("{name: s, type: parallel, branches: [{name: b, agent: a}], join: {mode: count, count: 1}}", typeof(ParallelState))]
    [InlineData("{name: s, type: foreach, itemsPath: $.list, agent: a, continueOnError: true}", typeof(ForeachState))]
    [InlineData("{name: s, type: inject, data: {x: 1}}", typeof(InjectState))]
    [InlineData("{name: s, type: transform, expression: '1 + 1'}", typeof(TransformState))]
    [InlineData("{name: s, type: pattern, pattern: debate, agents: [a, writer], rounds: 2, judge: a}", typeof(PatternState))]
    [InlineData("{name: s, type: timer, until: '2026-01-31T09:00:00Z'}", typeof(TimerState))]
    [InlineData("{name: s, type: signal, signal: go}", typeof(SignalState))]
    [InlineData("{name: s, type: cron, cron: '0 9 * * 1-5'}", typeof(CronState))]
    [InlineData("{name: s, type: try, try: {states: [{name: t, type: end}]}, catch: {states: [{name: c, type: inject, data: {m: '{{ _error.message }}'}}]}}", typeof(TryState))]
    [InlineData("{name: s, type: end}", typeof(EndState))]
    [InlineData("{name: s, type: fail, error: {code: nope, message: 'No'}}", typeof(EndState))]
    public void Type_IsReadWithoutDiagnostics(string state, Type type)
    {
        var load = Samples.Load(Samples.MachineOf(state));

        load.Diagnostics.ShouldBeEmpty();
        load.Workflow!.States[0].ShouldBeOfType(type);
    }

    [Theory]
    [InlineData("swich", "Did you mean 'switch'?")]
    [InlineData("teleport", null)]
    public void UnknownType_IsAnErrorWithAWayOut(string type, string? hint)
    {
        var found = Samples.Load(Samples.MachineOf($"{{name: s, type: {type}}}")).Diagnostics.ShouldHaveSingleItem();

        found.Code.ShouldBe(DiagnosticCodes.UnknownStateType);
        found.Severity.ShouldBe(DiagnosticSeverity.Error);
        found.Path.ShouldBe("/states/0/type");
        found.Hint.ShouldStartWith(hint ?? "Types: operation");
    }

    [Fact]
    public void OwnKeys_InsideInput_AreTheStatesOwn_AndTheRestIsInput()
    {
        var state = Samples.Load(Samples.MachineOf("{name: s, type: agent, input: {agent: a, task: Go, depth: 3}}")).Workflow!.States[0].ShouldBeOfType<AgentState>();

        state.Agent.ShouldBe("a");
        state.Input!.Written.ToJson().ShouldBe("""{"depth":3}""");
    }

    [Fact]
    public void CronInput_IsData_NotTheStatesOwnKeys()
    {
        var state = Samples.Load(Samples.MachineOf("{name: s, type: cron, cron: '@daily', input: {enabled: false, timezone: x}}")).Workflow!.States[0].ShouldBeOfType<CronState>();

        state.Enabled.ShouldBeTrue();
        state.Timezone.ShouldBe("UTC");
        state.Data.ToJson().ShouldBe("""{"enabled":false,"timezone":"x"}""");
    }

    [Theory]
    [InlineData("{name: s, type: foreach, itemsPath: $.list, agent: a, retry: {maxAttempts: 7}}")]
    [InlineData("{name: s, type: foreach, itemsPath: $.list, iterator: {agent: a, retry: {maxAttempts: 7}}}")]
    public void RetryOfForeachThatNamesAnAgent_IsOfEachItemsCall(string state)
    {
        var load = Samples.Load(Samples.MachineOf(state));

        load.Diagnostics.ShouldBeEmpty();
        var loop = load.Workflow!.States[0].ShouldBeOfType<ForeachState>();
        loop.Retry.ShouldBeNull();
        loop.Iterator.States[0].Retry!.MaxAttempts.ShouldBe(7);
    }

    [Fact]
    public void InlineAgent_IsTheStatesDefinition()
    {
        var load = Samples.Load("""
            agents:
              poet: {instructions: "Write verse.", model: openai/gpt-4o, config: {temperature: 0.5}, tools: [serper_search], output: {schema: {type: object}}}
            states: [{name: s, type: agent, agent: poet, task: Write}]
            """);

        load.Diagnostics.ShouldBeEmpty();
        var agent = load.Workflow!.States[0].ShouldBeOfType<AgentState>().Definition!;
        agent.Model.ShouldBe(new ModelOptions { Provider = "openai", Model = "gpt-4o", Temperature = 0.5 });
        agent.Tools.ShouldBe([new ToolReference("web_search")]);
    }
}
