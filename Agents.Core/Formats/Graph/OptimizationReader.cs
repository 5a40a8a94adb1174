using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Templates;

namespace Agents.Core.Formats.Graph;

/// <summary>Reads <c>config.ab_test</c> and <c>config.gates</c>.</summary>
internal sealed class OptimizationReader(WorkflowDraft draft, DiagnosticBag bag)
{
    public JsonObject? Read(MappingReader config)
    {
        var test = ReadTest(config.Mapping("ab_test", "'config.ab_test'"));
        var gates = config.Find("gates") is { } node ? GatesReader.Read(node, config.Node.KeyPlace("gates"), bag) : null;
        var found = JsonObject.Empty;
        found = test is null ? found : found.With("ab_test", test);
        found = gates is null ? found : found.With("gates", gates);
        return found.Count == 0 ? null : found;
    }

    private JsonValue? ReadTest(MappingReader? keys)
    {
        if (keys is null)
        {
            return null;
        }

        keys.RequireText("experiment");
        keys.Integer("run_count", 1, 10);
        foreach (var item in (keys.Require("variants") as SequenceNode)?.Items ?? [])
        {
            if (MappingReader.Of(item, bag, "a variant of 'config.ab_test'") is { } variant)
            {
                ReadVariant(variant);
            }
        }

        keys.Finish("enabled", "parallel", "variants");
        return keys.Node.ToJson();
    }

    // A variant's prompt is checked like the prompt that it replaces.
    private void ReadVariant(MappingReader keys)
    {
        keys.RequireText("name");
        var prompt = keys.Require("prompt") as ScalarNode;
        var node = keys.Find("node_id");
        var name = keys.TextOf(node, "node_id");
        var target = name is null ? draft.Root.States.FirstOrDefault() : draft.Root.Find(name);
        if (target is null && node is not null)
        {
            bag.Error(
                DiagnosticCodes.UnknownTarget, node.Place, $"A variant is for '{name}', which is no node.",
                bag.DidYouMean(name!, draft.Root.States.Select(static state => state.Name)), actual: name);
        }

        if (prompt is not null && target is not null)
        {
            PlaceholderParser.Parse(prompt, "a variant's prompt", bag, target.Reads, [.. (target.Node.Find("inputs") as MappingNode)?.Keys ?? []]);
        }

        keys.Finish("config_overrides");
    }
}
