using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Validation;

/// <summary>The inputs that a workflow says it has.</summary>
internal sealed class InputNames
{
    private static readonly string[] Opening = ["patternProperties", "allOf", "anyOf", "oneOf", "$ref", "if"];

    private readonly HashSet<string> _names = [];

    public InputNames(WorkflowDraft draft)
    {
        HasSchema = draft.Workflow?.InputSchema is not null;
        if (draft.Workflow?.InputSchema is JsonObject schema)
        {
            _names.UnionWith((schema.Find("properties") as JsonObject)?.Keys ?? []);
            IsOpen = schema.Find("properties") is null || schema.Find("additionalProperties") is { } others and not JsonBoolean { Value: false } && others.Kind != JsonKind.Null
                || Opening.Any(schema.ContainsKey);
        }
        else
        {
            IsOpen = true;
        }

        // A cron state merges its input into the execution's.
        foreach (var cron in Blocks.All(draft.Root).SelectMany(static block => block.States).Select(static state => state.State).OfType<CronState>())
        {
            _names.UnionWith(cron.Data.Keys);
        }
    }

    public bool HasSchema { get; }

    /// <summary>Whether other inputs than the named ones may be given.</summary>
    public bool IsOpen { get; }

    public IEnumerable<string> All => _names;

    public bool Has(string name) => _names.Contains(name);
}
