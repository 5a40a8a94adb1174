using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;

namespace Agents.Core.Formats.Graph;

/// <summary>Reads <c>gates {gates: [{metric, max?, min?}], on_fail}</c>, and the bare list that some files have in its place.</summary>
internal static class GatesReader
{
    private static readonly string[] Actions = ["warn", "fail", "block_deploy"];

    public static JsonObject? Read(DocumentNode node, Place key, DiagnosticBag bag)
    {
        if (node is SequenceNode list)
        {
            return ReadBareList(list, key, bag);
        }

        if (MappingReader.Of(node, bag, "'config.gates'") is not { } keys)
        {
            return null;
        }

        var gates = keys.List("gates")?.Items.Select(item => ReadGate(item, bag)).OfType<JsonObject>().ToList() ?? [];
        var action = keys.Choice("on_fail", Actions) ?? "warn";
        keys.Finish();
        return JsonObject.Of(("gates", JsonArray.From(gates)), ("on_fail", action));
    }

    private static JsonObject? ReadGate(DocumentNode item, DiagnosticBag bag)
    {
        if (MappingReader.Of(item, bag, "a gate") is not { } keys)
        {
            return null;
        }

        keys.RequireText("metric");
        keys.Number("max", double.MinValue, double.MaxValue);
        keys.Number("min", double.MinValue, double.MaxValue);
        if (keys.Find("max") is null && keys.Find("min") is null)
        {
            keys.Missing("max", "Say 'max' or 'min'.");
        }

        keys.Finish();
        return (JsonObject)keys.Node.ToJson();
    }

    // One wrong shape is one diagnostic: what stands inside is read for what it means, and the hint shows the whole of it.
    private static JsonObject ReadBareList(SequenceNode list, Place key, DiagnosticBag bag)
    {
        var gates = list.Items.OfType<MappingNode>().Select(Translate).ToList();
        var shown = gates.Count > 0 ? gates[0].Without("on_fail").Aggregate("", static (text, member) => $"{text}{(text.Length > 0 ? ", " : "")}{member.Key}: {member.Value}") : "metric: cost_usd_avg, max: 0.01";
        bag.Warn(
            DiagnosticCodes.InvalidType, key, "'config.gates' must be a mapping with 'gates' and 'on_fail', not a list; it is read as if it were.",
            $"Write 'gates: {{gates: [{{{shown.Replace("\"", "", StringComparison.Ordinal)}}}, ...], on_fail: warn}}': 'threshold' becomes 'max', 'min_threshold' becomes 'min', 'action' becomes one 'on_fail' (warn, fail or block_deploy).",
            "{gates: [{metric, max?, min?}], on_fail: warn|fail|block_deploy}", "a list");
        return JsonObject.Of(("gates", JsonArray.From(gates)), ("on_fail", "warn"));
    }

    private static JsonObject Translate(MappingNode gate)
    {
        var translated = JsonObject.Empty;
        foreach (var (key, _, value) in gate.Entries)
        {
            var action = key == "action" ? Actions.FirstOrDefault(known => known.Equals((value as ScalarNode)?.Text, StringComparison.OrdinalIgnoreCase)) : null;
            translated = key switch
            {
                "metric" or "max" or "min" => translated.With(key, value.ToJson()),
                "threshold" or "max_threshold" => translated.With("max", value.ToJson()),
                "min_threshold" => translated.With("min", value.ToJson()),
                "action" when action is not null => translated.With("on_fail", action),
                _ => translated,
            };
        }

        return translated;
    }
}
