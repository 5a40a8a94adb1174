using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats;

/// <summary>Tells the formats apart by their top-level keys (formats, head).</summary>
internal static class FormatRecognition
{
    private static readonly string[] Signs = ["schema_version", "states", "blocks", "connections", "nodes", "edges", "flow"];

    /// <summary>The format; null where the keys are those of none.</summary>
    public static WorkflowFormat? Of(MappingNode root)
        => root.Find("schema_version") is not null ? WorkflowFormat.Graph
            : root.Find("states") is not null ? WorkflowFormat.StateMachine
            : root.Find("blocks") is not null && root.Find("connections") is not null ? WorkflowFormat.Design
            : IsGraphWithoutVersion(root) ? WorkflowFormat.Graph
            : null;

    /// <summary>The older dialect: nodes by <c>name</c>, no <c>schema_version</c>, no <c>flow</c>.</summary>
    public static bool IsFlatDialect(MappingNode root)
        => root.Find("schema_version") is null && root.Find("flow") is null && root.Find("states") is null
            && (root.Find("orchestration") is not null || (root.Find("nodes") is SequenceNode && (root.Find("name") is not null || NodesHaveNames(root))));

    /// <summary>What a registration wraps around a definition: <c>{workflowId, name, definition: {...}}</c>.</summary>
    public static MappingNode? Definition(MappingNode root)
        => Of(root) is null && root.Find("definition") is MappingNode inner && Of(inner) is not null ? inner : null;

    public static void ReportUnknown(DocumentNode? root, DiagnosticBag bag)
    {
        if (root is not MappingNode mapping)
        {
            bag.Error(
                DiagnosticCodes.UnknownFormat, root?.Place ?? default, $"A workflow is a mapping of keys and values, not {root?.TypeName ?? "nothing"}.",
                "See docs/formats, or start from `agents new`.", "a mapping", root?.TypeName);
            return;
        }

        var near = mapping.Keys.Select(static key => (key, sign: Suggestion.Nearest(key, Signs))).FirstOrDefault(static pair => pair.sign is not null);
        var hint = near.sign is not null ? $"Did you mean '{near.sign}' where it says '{near.key}'?"
            : "A state machine has 'states' at the top, a graph has 'schema_version', a design has 'blocks' and 'connections'. See docs/formats.";
        bag.Error(DiagnosticCodes.UnknownFormat, mapping.Place, "This is none of the workflow formats.", hint, actual: Suggestion.List(mapping.Keys));
    }

    private static bool IsGraphWithoutVersion(MappingNode root) => root.Find("nodes") is not null && root.Find("flow") is not null;

    private static bool NodesHaveNames(MappingNode root)
        => root.Find("nodes") is SequenceNode { Items: [MappingNode first, ..] } && first.Find("name") is not null && first.Find("id") is null;
}
