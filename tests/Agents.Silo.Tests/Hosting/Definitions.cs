namespace Agents.Silo.Tests.Hosting;

/// <summary>Workflows that several tests run.</summary>
internal static class Definitions
{
    public const string TwoSteps = """
        id: two-steps
        name: Two steps
        version: "1.0"
        inputSchema: {type: object, required: [topic], properties: {topic: {type: string}, words: {type: integer, default: 50}}}
        agents:
          writer: {instructions: "Write."}
        states:
          - {name: draft, type: agent, agent: writer, task: "Draft {{ input.topic }} in {{ input.words }} words", next: polish}
          - {name: polish, type: agent, agent: writer, task: "Polish it", end: true}
        """;

    public const string Pure = """
        id: pure
        name: Pure
        states:
          - {name: set, type: inject, data: {n: 2}, next: double}
          - {name: double, type: transform, expression: "{'n': ctx.n * 2}", end: true}
        """;
}
