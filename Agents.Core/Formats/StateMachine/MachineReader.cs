using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a state-machine definition (formats §B).</summary>
internal sealed class MachineReader(WorkflowDraft draft, DiagnosticBag bag)
{
    public WorkflowDraft Draft => draft;

    public DiagnosticBag Bag => bag;

    /// <summary>Agents written inside the definition, and those of the environment that it does not define itself.</summary>
    public IReadOnlyDictionary<string, AgentDefinition> Agents { get; private set; } = new Dictionary<string, AgentDefinition>();

    /// <summary>Reads the definition; <paramref name="envelope"/> is the registration around it, which may name it.</summary>
    public void Read(MappingNode root, MappingNode? envelope)
    {
        var keys = new MappingReader(root, bag, "the workflow");
        var id = WorkflowId.Read(keys.Find("id") ?? envelope?.Find("workflowId") ?? envelope?.Find("id"), draft.Options.FileName, bag);
        Agents = WithEnvironment(AgentDefinitionReader.ReadAll(keys.Mapping("agents"), bag), draft.Options.EnvironmentAgents);
        var states = new BlockReader(this).Read(draft.Root, keys);
        draft.Workflow = new Workflow
        {
            Id = id,
            Name = keys.Text("name") ?? TextOf(envelope, "name") ?? id,
            Format = WorkflowFormat.StateMachine,
            Version = keys.Text("version"),
            Description = keys.Text("description") ?? TextOf(envelope, "description"),
            Tags = keys.Texts("tags"),
            Persona = keys.Text("persona"),
            Difficulty = keys.Text("difficulty"),
            EstimatedTime = keys.Text("estimatedTime", "estimated_time"),
            Author = keys.Text("author"),
            Start = draft.Root.Start is [var start, ..] ? new ToTransition(start.Name) : EndTransition.Instance,
            States = states,
            Agents = Agents,
            Environment = EnvironmentReader.Read(keys.Find("environment"), bag),
            InputSchema = Schema(keys, "inputSchema", "input_schema"),
            OutputSchema = Schema(keys, "outputSchema", "output_schema"),
            Timeout = keys.Duration("timeout", "timeoutSeconds", "timeout_seconds"),
            Budget = BudgetReader.Read(keys.Mapping("budget")),
            Retry = RetryReader.Read(keys.Mapping("retry")),
            Model = ModelReader.Read(keys.Mapping("llm")) ?? ModelOptions.Default,
            Memory = MemoryReader.Read(keys.Mapping("memory")),
        };
        keys.Finish();
    }

    private static IReadOnlyDictionary<string, AgentDefinition> WithEnvironment(
        IReadOnlyDictionary<string, AgentDefinition> inline, IReadOnlyDictionary<string, AgentDefinition> environment)
        => environment.Count == 0 ? inline
            : inline.Concat(environment.Where(agent => !inline.ContainsKey(agent.Key))).ToDictionary(static agent => agent.Key, static agent => agent.Value, StringComparer.Ordinal);

    private static string? TextOf(MappingNode? node, string key) => (node?.Find(key) as ScalarNode)?.Text;

    private JsonValue? Schema(MappingReader keys, params ReadOnlySpan<string> spellings)
    {
        var node = keys.Find(spellings);
        return node is null ? null : SchemaReader.Read(node, $"'{spellings[0]}'", bag);
    }
}
