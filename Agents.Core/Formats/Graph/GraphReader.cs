using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>Reads a graph definition (formats §A).</summary>
internal sealed class GraphReader(WorkflowDraft draft, DiagnosticBag bag)
{
    private const string SchemaVersion = "1.0";

    public void Read(MappingNode root)
    {
        var keys = new MappingReader(root, bag, "the workflow");
        CheckVersion(keys);
        var flow = MappingReader.Of(keys.Require("flow"), bag, "'flow'");
        var name = flow?.RequireText("name");
        var fields = new GraphFields(StateFieldsReader.Read(keys, bag));
        var nodes = new NodeReader(draft, fields, bag);
        nodes.ReadAll(keys.Require("nodes"));
        var start = new EdgesReader(draft, fields, bag).Read(keys.Require("edges"));
        var config = new ConfigReader(draft, bag).Read(keys.Mapping("config"));
        draft.Workflow = new Workflow
        {
            Id = name is null ? WorkflowId.FromFile(draft.Options.FileName) : WorkflowId.Slug(name),
            Name = name ?? WorkflowId.FromFile(draft.Options.FileName),
            Format = WorkflowFormat.Graph,
            Version = flow?.Text("version"),
            Description = flow?.Text("description"),
            Tags = flow?.Texts("tags") ?? [],
            Author = flow?.Text("author"),
            Start = start,
            States = [.. draft.Root.States.Select(static state => state.State).OfType<State>()],
            Fields = fields.All,
            Environment = EnvironmentReader.Read(keys.Find("environment"), bag),
            InputSchema = FieldSchemas.OfInputs(fields.All),
            Timeout = config.Timeout,
            Retry = config.Retry,
            Model = config.Model,
            Memory = MemoryReader.Read(keys.Mapping("memory")) ?? config.Memory,
            Optimization = WithOptimization(config.Optimization, keys.Mapping("optimization")),
            Observability = config.Observability,
            Webhook = WebhookReader.Read(keys.Mapping("webhook"), fields),
        };
        flow?.Finish();
        keys.Finish();
    }

    private void CheckVersion(MappingReader keys)
    {
        var node = keys.Find("schema_version");
        if (node is null)
        {
            keys.Missing("schema_version", $"Add 'schema_version: \"{SchemaVersion}\"'.");
        }
        else if (node is not ScalarNode { Value: JsonString version })
        {
            MappingReader.Mistyped(bag, node, "'schema_version'", "text", $"Quote it: schema_version: \"{SchemaVersion}\".");
        }
        else if (version.Value != SchemaVersion)
        {
            bag.Error(
                DiagnosticCodes.InvalidValue, node.Place, $"The schema version '{version.Value}' is not known.", $"Write schema_version: \"{SchemaVersion}\".", SchemaVersion, version.Value);
        }
    }

    private static JsonObject? WithOptimization(JsonObject? config, MappingReader? keys)
    {
        if (keys is null)
        {
            return config;
        }

        keys.Bag.Inform(DiagnosticCodes.IgnoredSetting, keys.Node.Place, "'optimization' is kept and has no effect here: prompts are not rewritten by themselves.");
        keys.Finish("enabled", "strategy", "metric", "max_demos");
        return (config ?? JsonObject.Empty).With("optimization", keys.Node.ToJson());
    }
}
