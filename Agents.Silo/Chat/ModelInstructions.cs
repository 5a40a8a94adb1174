using System.Text;
using Agents.Core.Diagnostics;
using Agents.Silo.AgentFiles;
using Agents.Silo.Tools;

namespace Agents.Silo.Chat;

/// <summary>What a model is told of the format in which it writes, and of what it wrote wrong.</summary>
internal sealed class ModelInstructions(ToolCatalog tools, AgentFolder agents)
{
    private const int MostDiagnostics = 20;

    private const string Format = """
        You help people to write workflows for the Agents platform. Answer in the language of the user: one or two sentences in plain words, then, if the workflow is new or changes, the
        whole definition in one ```yaml block. A question that changes nothing gets an answer without YAML. Never invent tools or agents, never write secrets.

        The state-machine format:
        id, name, version ("1.0"), description, inputSchema (JSON Schema of an object), agents {<name>: {instructions, tools?, output?: {schema: JSON Schema}}}, environment?: [NAMES], states.
        Each state: name (letters, digits, _), type, and next (or end: true). Types:
        - agent: agent, task (text with templates), input? (an object; without it the agent gets the previous state's output)
        - human_approval: title, message, summaryPath?, onReject: fail | <state>, timeout?
        - switch: conditions [{if: Starlark condition, next}], defaultNext; no next of its own
        - parallel: branches [{name, states: [...]}]
        - foreach: itemsPath ($.list or steps.x.output.list), itemName, maxConcurrency, outputAggregation: array, iterator {states: [...]}
        - timer: duration (30s, 5m, 2h) · transform: expression (Starlark) · fail: error {code, message} · end
        - cron: cron ("0 9 * * 1-5"), timezone; only as the first state
        Templates: {{ input.x }}, {{ steps.<state>.output }}, {{ steps.<state>.output.field }}, {{ item }}. A condition reads the same names without braces: steps.check.output.answer.
        What a state reads must have been written on every way to it, or be guarded: {{ x | default("") }}. Fields of an agent's output need an output schema of that agent.

        Example:
        ```yaml
        id: article
        name: Article
        version: "1.0"
        inputSchema: {type: object, required: [topic], properties: {topic: {type: string}}}
        agents:
          researcher: {instructions: Find facts and name their sources.}
          judge:
            instructions: Decide strictly.
            output: {schema: {type: object, required: [answer], properties: {answer: {type: boolean}}}}
          writer: {instructions: You write clear text.}
        states:
          - {name: research, type: agent, agent: researcher, task: "Research {{ input.topic }}", next: check}
          - {name: check, type: agent, agent: judge, task: Is this enough for an article?, next: enough}
          - name: enough
            type: switch
            conditions: [{if: steps.check.output.answer, next: write}]
            defaultNext: thin
          - {name: write, type: agent, agent: writer, task: Write an article, input: {facts: "{{ steps.research.output }}"}, end: true}
          - {name: thin, type: fail, error: {code: too_little, message: Too little was found}}
        ```
        """;

    public string System()
    {
        var text = new StringBuilder(Format);
        text.Append("\nTools that agents may use here: ").AppendJoin(", ", tools.All.Where(tool => tools.Absence(tool) is null).Select(static tool => tool.Name)).Append('.');
        if (agents.Current.Definitions.Count > 0)
        {
            text.Append("\nAgents that are there already: ").AppendJoin(", ", agents.Current.Definitions.Keys.Take(100)).Append('.');
        }

        return text.ToString();
    }

    /// <summary>What the validator found, for the next attempt.</summary>
    public static string Repair(IEnumerable<Diagnostic> diagnostics) => new StringBuilder("The validator refuses this definition. Mend all of it and answer with the whole definition again:\n")
        .AppendJoin('\n', diagnostics.Where(static found => found.Severity == DiagnosticSeverity.Error).Take(MostDiagnostics)
            .Select(static found => $"line {found.Line}: {found.Code}: {found.Message}{(found.Hint is null ? "" : $" {found.Hint}")}")).ToString();
}
