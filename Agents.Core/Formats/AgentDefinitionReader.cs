using Agents.Core.AgentFiles;
using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats;

/// <summary>Reads agents written inside a definition: the keys of a dotprompt's front matter, and <c>instructions</c> (formats §B.4).</summary>
internal static class AgentDefinitionReader
{
    public static IReadOnlyDictionary<string, AgentDefinition> ReadAll(MappingReader? keys, DiagnosticBag bag)
    {
        var agents = new Dictionary<string, AgentDefinition>(StringComparer.Ordinal);
        foreach (var (name, _, node) in keys?.Node.Entries ?? [])
        {
            if (MappingReader.Of(node, bag, $"agent '{name}'") is { } agent)
            {
                agents[name] = Read(name, agent);
            }
        }

        return agents;
    }

    /// <param name="name">The agent's name.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="isFile">Whether they are the front matter of an agent file, whose body is its prompt.</param>
    public static AgentDefinition Read(string name, MappingReader keys, bool isFile = false)
    {
        var metadata = keys.Mapping("metadata");
        var definition = new AgentDefinition(name)
        {
            Instructions = keys.Text("instructions", "system_prompt", "system", "prompt"),
            Description = keys.Text("description") ?? metadata?.Text("description"),
            Model = ModelOf(keys),
            Tools = ToolReader.Read(keys.List("tools"), keys.Bag, mustExist: false),
            MaxSteps = (int?)(keys.Integer("max_steps", 1, 1_000) ?? keys.Integer("maxSteps", 1, 1_000)),
            InputSchema = Schema(keys, "input", "inputSchema"),
            OutputSchema = Schema(keys, "output", "outputSchema"),
            Memory = MemoryReader.Read(keys.Mapping("memory")),
        };
        metadata?.Finish("name", "tags");
        keys.Finish(isFile ? ["name", "version", "variant"] : ["name", "id", "role"]);
        return definition;
    }

    // 'openai/gpt-4o' names provider and model.
    private static ModelOptions ModelOf(MappingReader keys)
    {
        var llm = ModelReader.Read(keys.Mapping("llm")) ?? ModelOptions.Default;
        var config = keys.Mapping("config");
        var (model, fallbacks) = ModelReader.Models(keys);
        var slash = model?.IndexOf('/') ?? -1;
        var own = new ModelOptions
        {
            Provider = slash > 0 ? ModelReader.CheckProvider(ModelReader.ProviderOf(model![..slash]), keys.Find("model")!, keys.Bag) : null,
            Model = slash > 0 ? model![(slash + 1)..] : model,
            Fallbacks = fallbacks,
            OnDegraded = ModelReader.OnDegraded(keys, "onDegraded"),
            Temperature = config?.Number("temperature", 0, 2),
            MaxTokens = (int?)(config?.Integer("maxOutputTokens", 1) ?? config?.Integer("max_tokens", 1)),
        };
        config?.Finish("topP", "topK", "stopSequences");
        return own.Over(llm);
    }

    private static JsonValue? Schema(MappingReader keys, string section, string direct)
    {
        if (keys.Find(direct) is { } schema)
        {
            return SchemaReader.Read(schema, $"'{direct}' of {keys.What}", keys.Bag);
        }

        if (keys.Mapping(section) is not { } part)
        {
            return null;
        }

        var found = part.Find("schema") is { } node ? Schema(node, $"'{section}.schema' of {keys.What}", keys.Bag) : null;
        part.Finish("format", "default");
        return found;
    }

    // Dotprompt has a short form of its own.
    private static JsonValue? Schema(DocumentNode node, string what, DiagnosticBag bag)
    {
        if (!Picoschema.IsUsed(node.ToJson()))
        {
            return SchemaReader.Read(node, what, bag);
        }

        try
        {
            return Picoschema.ToJsonSchema(node.ToJson());
        }
        catch (FormatException problem)
        {
            bag.Error(DiagnosticCodes.InvalidSchema, node.Place, $"{MappingReader.Capital(what)} is neither a JSON Schema nor Picoschema: {problem.Message}");
            return null;
        }
    }
}
