namespace Agents.Core.Tests.Formats.StateMachine;

/// <summary>One meaning, several spellings: each loads to the same workflow as the canonical one.</summary>
public class SpellingTests
{
    private const string Run = "{name: s, type: operation, action: agent.run, input: {agent: a, task: Go}, end: true}";
    private const string Approval = "{name: s, type: human_approval, message: Sure?, title: T, summaryPath: steps.plan, timeout: 300s}";
    private const string Foreach = "{name: s, type: foreach, itemsPath: input.list, itemName: one, outputAggregation: array, iterator: {states: [{name: a, type: agent, agent: a}]}}";
    private const string Parallel = "{name: s, type: parallel, branches: [{name: b, states: [{name: b, type: agent, agent: a}]}]}";
    private const string Switch = "{name: s, type: switch, conditions: [{if: 'input.ok == True and input.off == False and input.none == None', next: t}], defaultNext: t}, {name: t, type: end}";

    public static TheoryData<string, string> Spellings => new()
    {
        { Run, "{id: s, type: operation, action: agent.run, input: {agent: a, task: Go}, end: true}" },
        { Run, "{name: s, type: action, action: agent.run, input: {agent: a, task: Go}, end: true}" },
        { Run, "{name: s, type: function, action: agent.run, input: {agent: a, task: Go}, end: true}" },
        { Run, "{name: s, type: operation, operation: agent.run, input: {agent: a, task: Go}, end: true}" },
        { Run, "{name: s, type: operation, input: {task: agent.run, agent: a, agent_task: Go}, end: true}" },
        { Run, "{name: s, type: operation, action: agent.run, input: {agent: a, userInput: Go}, end: true}" },
        { Run, "{name: s, type: operation, action: agent.run, agent: a, task: Go, end: true}" },
        { Run, "{name: s, type: agent, agent: a, task: Go, end: true}" },
        { Run, "{name: s, type: agent, agent: a, prompt: Go, end: true}" },
        { Run, "{name: s, type: agent, agent: a, agentTask: Go, end: true}" },
        { Run, "{name: s, type: agent, input: {agent: a, task: Go}, end: true}" },
        { Run, "{name: s, type: agent, agent_id: a, task: Go, end: true}" },
        { Run, "{name: s, type: agent, agent: a, task: Go}" },
        { "{name: s, type: agent, agent: a, next: t}, {name: t, type: end}", "{name: s, type: agent, agent: a, transition: t}, {name: t, type: end}" },
        { "{name: s, type: agent, agent: a, timeout: 5m}", "{name: s, type: agent, agent: a, timeoutSeconds: 300}" },
        { "{name: s, type: agent, agent: a, timeout: 5m}", "{name: s, type: agent, agent: a, timeout: 300s}" },
        { "{name: s, type: agent, agent: a, timeout: 5m}", "{name: s, type: agent, agent: a, input: {timeoutSeconds: 300}}" },
        { "{name: s, type: agent, agent: a, timeout: 5m}", "{name: s, type: agent, agent: a, input: {timeout_seconds: 300}}" },
        { "{name: s, type: agent, agent: a, timeout: 1h30m}", "{name: s, type: agent, agent: a, timeout: 90m}" },
        { "{name: s, type: agent, agent: a, timeout: 500ms}", "{name: s, type: agent, agent: a, timeout: 0.5s}" },
        {
            "{name: s, type: agent, agent: a, retry: {maxAttempts: 3, backoff: 5s, retryOn: [timeout]}}",
            "{name: s, type: agent, agent: a, retry: {max_attempts: 3, backoffSeconds: 5, retry_on: [timeout]}}"
        },
        { Approval, "{name: s, type: human_approval, prompt: Sure?, approval_title: T, summary_path: steps.plan, timeoutSeconds: 300}" },
        { Approval, "{name: s, type: human_approval, input: {message: Sure?, title: T, summaryPath: steps.plan, timeout_seconds: 300}}" },
        { Approval, "{name: s, type: operation, action: human.approval, input: {message: Sure?, title: T, summaryPath: steps.plan}, timeout: 5m}" },
        { Approval, "{name: s, type: operation, input: {task: human.approval, message: Sure?, title: T, summary_path: steps.plan, timeoutSeconds: 300}}" },
        { Foreach, "{name: s, type: foreach, itemsPath: input.list, itemVariable: one, outputAggregation: array, iterator: {states: [{id: a, type: agent, agent: a}]}}" },
        { Foreach, "{name: s, type: foreach, itemsPath: input.list, itemVariable: one, outputAggregation: array, agent: a}" },
        { Foreach, "{name: s, type: foreach, itemsPath: input.list, itemName: one, outputAggregation: array, iterator: {agent: a}}" },
        { Parallel, "{name: s, type: parallel, branches: [{id: b, states: [{name: b, type: agent, agent: a}]}]}" },
        { Parallel, "{name: s, type: parallel, branches: [{name: b, agent: a}]}" },
        { Parallel, "{name: s, type: parallel, branches: [{name: b, agent: a}], join: {mode: all}, outputAggregation: merge}" },
        { Switch, "{name: s, type: switch, conditions: [{if: 'input.ok == true and input.off == false and input.none == null', next: t}], defaultNext: t}, {name: t, type: end}" },
        { Switch, "{name: s, type: switch, conditions: [{if: 'input.ok == True and input.off == False and input.none == None', transition: t}], defaultNext: t}, {name: t, type: end}" },
        { "{name: s, type: agent, agent: a, resultPath: a.b}", "{name: s, type: agent, agent: a, resultPath: $.a.b}" },
        { "{name: s, type: agent, agent: a, resultPath: a.b}", "{name: s, type: agent, agent: a, resultPath: ctx.a.b}" },
        { "{name: s, type: agent, agent: a, resultPath: steps.x}", "{name: s, type: agent, agent: a, resultPath: $.steps.x}" },
        { "{name: s, type: inject, data: {x: 1}, resultPath: ctx}", "{name: s, type: inject, data: {x: 1}}" },
        { "{name: s, type: inject, data: {x: 1}}", "{name: s, type: set, data: {x: 1}}" },
        { "{name: s, type: inject, data: {x: 1}}", "{name: s, type: context, data: {x: 1}}" },
        { "{name: s, type: timer, duration: 30s}", "{name: s, type: sleep, duration: 30s}" },
        { "{name: s, type: timer, duration: 30s}", "{name: s, type: delay, duration: 30s}" },
        { "{name: s, type: timer, duration: 30s}", "{name: s, type: wait, duration: 30}" },
        { "{name: s, type: signal, signal: go, timeout: 1h}", "{name: s, type: await, signal: go, timeout: 1h}" },
        { "{name: s, type: signal, signal: go, timeout: 1h}", "{name: s, type: await.signal, signal: go, timeout: 60m}" },
        { "{name: s, type: signal, signal: go, timeout: 1h}", "{name: s, type: await.event, input: {signal: go, timeout: 1h}}" },
        { "{name: s, type: cron, cron: '@daily', input: {x: 1}}", "{name: s, type: schedule, cron: '@daily', input: {x: 1}}" },
        { "{name: s, type: try, try: {states: [{name: t, type: end}]}}", "{name: s, type: try_catch, try: {states: [{name: t, type: end}]}}" },
        { "{name: s, type: workflow, workflow: other, input: {x: 1}}", "{name: s, type: operation, action: workflow.run, input: {workflow: other, input: {x: 1}}}" },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Spelling_MeansTheSame(string canonical, string other)
    {
        var wanted = Samples.Load(Machine(canonical));
        var found = Samples.Load(Machine(other));

        wanted.HasErrors.ShouldBeFalse(string.Join('\n', wanted.Diagnostics));
        found.HasErrors.ShouldBeFalse(string.Join('\n', found.Diagnostics));
        WorkflowDump.Of(found.Workflow!).ShouldBe(WorkflowDump.Of(wanted.Workflow!));
    }

    [Fact]
    public void AgentReference_WithEnvironment_IsTakenApart()
    {
        var state = Samples.Load(Machine("{name: s, type: agent, agent: a@staging}")).Workflow!.States[1].ShouldBeOfType<Workflows.AgentState>();

        state.Agent.ShouldBe("a");
        state.Environment.ShouldBe("staging");
    }

    [Fact]
    public void Template_InEitherForm_ReadsTheSamePath()
    {
        var braces = Samples.Load(Machine("{name: s, type: inject, data: {x: '{{ input.a.b }}'}}")).Workflow!;
        var dollar = Samples.Load(Machine("{name: s, type: inject, data: {x: '${input.a.b}'}}")).Workflow!;

        Parts(braces).ShouldBe(Parts(dollar));
    }

    private static IEnumerable<string> Parts(Workflows.Workflow workflow)
        => ((Workflows.InjectState)workflow.States[1]).Data.ShouldBeOfType<Workflows.ObjectValue>().Members
            .Select(static member => ((Workflows.TextValue)member.Value).Template.Parts[0].ShouldBeOfType<Workflows.ExpressionPart>().Source);

    private static string Machine(string states) => $"id: test\nstates: [{{name: plan, type: inject, data: {{}}, next: s}}, {states}]";
}
