using Agents.Core.Formats;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Formats;

/// <summary>The complete examples of the two formats, and how tests load and change them.</summary>
internal static class Samples
{
    public const string Graph = """"
        schema_version: "1.0"
        flow: {name: brief_maker, description: "Plan, research in a retry loop, then publish or reject", version: "1.2.0"}
        state:
          fields:
            topic:       {type: str, required: true, description: "Subject of the brief"}
            max_words:   {type: int, default: 300}
            angles:      {type: "list[str]", default: []}
            notes:       {type: str, default: ""}
            score:       {type: float, default: 0.0}
            good_enough: {type: bool, default: false}
            audience:    {type: object, schema: {level: str, tags: "list[str]"}}
            brief:       {type: str, default: ""}
        nodes:
          - id: plan
            prompt: "List three angles for {state.topic}, at most {max_words} words."
            output_schema: {type: "list[str]", description: "angles"}
            outputs: [angles]
          - id: research
            inputs: {subject: "{state.topic}"}
            prompt: "Research {subject}. Angles: {state.angles}. Level: {state.audience.level}"
            tools: [web_search, {name: web_scrape, on_error: continue}]
            llm: {provider: openai, model: gpt-4o-mini, temperature: 0.2, max_tokens: 800}
            memory: {enabled: true, default_scope: workflow}
            output_schema:
              type: object
              fields: [{name: notes, type: str, description: findings}, {name: score, type: float}, {name: good_enough, type: bool}]
            outputs: [notes, score, good_enough]
          - id: judge
            prompt: "unused when code is set"
            inputs: {s: "{score}"}
            code: "result = 'ok' if inputs.get('s', 0) else ''"
            sandbox: {mode: python, preset: low, network: false, timeout: 10}
            output_schema: {type: str}
            outputs: [brief]
          - id: write
            prompt: "Write the brief from {state.notes}"
            output_schema: {type: str}
            outputs: [brief]
        edges:
          - {from: START, to: plan}
          - {from: plan, to: research}
          - {from: research, loop: {condition_field: good_enough, max_iterations: 3, exit_to: judge}}
          - from: judge
            routes:
              - {condition: {logic: "state.score >= 0.7 and state.good_enough"}, to: write}
              - {condition: {logic: default}, to: END}
          - {from: write, to: END}
        config:
          llm: {provider: google, model: gemini-2.5-flash-lite, temperature: 0.7}
          execution: {timeout: 120, max_retries: 3}
        """";

    public const string Machine = """"
        id: incident-triage
        version: "1.3.0"
        name: Incident triage
        inputSchema: {type: object, required: [service], properties: {service: {type: string}, namespaces: {type: array, items: {type: string}}}}
        outputSchema: {type: object, properties: {status: {type: string}}}
        start: every_morning
        states:
          - {name: every_morning, type: cron, cron: "0 9 * * 1-5", timezone: Europe/Berlin, input: {service: api, namespaces: [prod]}, next: limits}
          - {name: limits, type: inject, data: {thresholds: {errorRate: 0.05}}, resultPath: config, next: gather}
          - name: gather
            type: parallel
            branches:
              - name: pods
                states: [{name: check_pods, type: agent, agent: k8s-checker, task: "Check pods of {{ input.service }}", timeout: 2m, retry: {maxAttempts: 3, backoff: 5s}, resultPath: result, end: true}]
              - name: errors
                states: [{name: check_errors, type: operation, action: agent.run, input: {agent: slo-analyzer, task: "Error rate of {{ input.service }}"}, resultPath: result, end: true}]
            resultPath: steps.diag
            next: each_ns
          - name: each_ns
            type: foreach
            itemsPath: $.namespaces
            itemName: ns
            maxConcurrency: 2
            iterator: {states: [{name: probe, type: agent, agent: health-checker, task: "Probe {{ ns }}", end: true}]}
            resultPath: steps.probes
            next: decide
          - name: decide
            type: switch
            dataPath: steps.diag.errors.result
            conditions: [{if: "hasattr(result, 'error_rate') and result.error_rate > config.thresholds.errorRate", next: gate}]
            defaultNext: done
          - {name: gate, type: human_approval, title: Restart?, message: "Error rate {{ steps.diag.errors.result.error_rate }}. Restart?", approvers: ["team:sre"], timeout: 30m, next: guarded}
          - name: guarded
            type: try
            try:     {states: [{name: fix, type: agent, agent: remediator, task: "Restart {{ input.service }}", end: true}]}
            catch:   {states: [{name: note, type: inject, data: {failed: true}, resultPath: fix_state, end: true}]}
            finally: {states: [{name: settle, type: timer, duration: 30s, end: true}]}
            next: done
          - {name: done, type: transform, expression: "{'status': 'mitigated' if hasattr(steps, 'guarded') else 'healthy'}", end: true}
        """";

    public static readonly string[] Agents = ["k8s-checker", "slo-analyzer", "health-checker", "remediator", "a", "writer"];

    public static WorkflowLoad Load(string text, bool strict = false, string fileName = "test.workflow.yaml")
        => WorkflowLoader.Load(text, new WorkflowLoadOptions { FileName = fileName, Strict = strict, EnvironmentAgents = Agents.ToDictionary(static name => name, static name => new AgentDefinition(name)) });

    /// <summary>The graph example with one place changed, which must exist.</summary>
    public static string GraphWith(string what, string by)
    {
        Graph.ShouldContain(what);
        var at = Graph.IndexOf(what, StringComparison.Ordinal);
        return Graph[..at] + by + Graph[(at + what.Length)..];
    }

    /// <summary>A state machine of these states, each a line of YAML flow or block text.</summary>
    public static string MachineOf(params string[] states) => "id: test\nstates:\n" + string.Join('\n', states.Select(static state => "  - " + state));
}
