using Agents.Core.Diagnostics;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Formats.Validation;

/// <summary>Every name in a graph's prompts, conditions and code stands for something: a node's input, a state field, a counter.</summary>
internal sealed class GraphNameCheck
{
    private static readonly string[] Counters = ["_parallel_item", "_parallel_index"];

    private readonly DiagnosticBag _bag;
    private readonly Dictionary<string, FieldType> _fields;
    private readonly HashSet<string> _nodes;

    private GraphNameCheck(WorkflowDraft draft, DiagnosticBag bag)
    {
        _bag = bag;
        _fields = (draft.Workflow?.Fields ?? []).DistinctBy(static field => field.Name).ToDictionary(static field => field.Name, static field => field.Type, StringComparer.Ordinal);
        _nodes = draft.Root.States.Select(static state => state.Name).ToHashSet(StringComparer.Ordinal);
    }

    public static void Check(WorkflowDraft draft, DiagnosticBag bag)
    {
        var check = new GraphNameCheck(draft, bag);
        foreach (var state in draft.Root.States)
        {
            foreach (var read in state.Reads)
            {
                foreach (var path in bag.IsFull ? [] : read.Paths)
                {
                    check.CheckPath(state, read, path);
                }
            }
        }
    }

    private void CheckPath(StateDraft state, ReadUse read, StarlarkPath path)
    {
        if (read.Kind == ReadKind.Program)
        {
            CheckProgram(state, read, path);
            return;
        }

        var segments = path.Root == "state" && !_fields.ContainsKey("state") ? path.Segments.Skip(1).ToList() : [.. path.Segments];
        if (segments is [string root, ..] && !(path.Segments.Count == segments.Count && (read.Locals.Contains(root) || IsCounter(root))))
        {
            CheckField(read, path, root, segments);
        }
    }

    private bool IsCounter(string name)
        => Counters.Contains(name) || (name.StartsWith("_loop_iteration_", StringComparison.Ordinal) && _nodes.Contains(name["_loop_iteration_".Length..]));

    private void CheckField(ReadUse read, StarlarkPath path, string root, List<object> segments)
    {
        if (!_fields.TryGetValue(root, out var type))
        {
            if (!(path.Guarded && segments.Count == 1) && !IsCounter(root))
            {
                var known = _fields.Keys.Concat(read.Locals);
                var otherwise = read.Kind == ReadKind.Template ? $"Add the field, or double the braces where '{{{path}}}' is meant as text." : "Add it to state.fields.";
                Report(read, path, $"There is no state field '{root}'.", _bag.DidYouMean(root, known, otherwise), root);
            }

            return;
        }

        CheckInside(read, path, root, type, [.. segments.Skip(1)]);
    }

    private void CheckInside(ReadUse read, StarlarkPath path, string name, FieldType type, List<object> rest)
    {
        if (rest.Count == 0 || type.Kind == FieldKind.Dict || (path.Guarded && rest.Count == 1))
        {
            return;
        }

        if (type.Kind == FieldKind.Object && rest[0] is string key)
        {
            var field = type.Fields.FirstOrDefault(field => field.Name == key);
            if (field is not null)
            {
                CheckInside(read, path, $"{name}.{key}", field.Type, rest[1..]);
            }
            else if (type.Fields.Count > 0)
            {
                Report(read, path, $"'{name}' has no field '{key}'.", _bag.DidYouMean(key, type.Fields.Select(static field => field.Name)), key);
            }
        }
        else if (rest[0] is string attribute && type.Kind != FieldKind.Object && read.Kind == ReadKind.Template)
        {
            Report(read, path, $"'{name}' is a {type} and has no '{attribute}'.", null, attribute);
        }
    }

    // A program sees its inputs and nothing else, so that it can be tried and tested by itself.
    private void CheckProgram(StateDraft state, ReadUse read, StarlarkPath path)
    {
        if (path.Root != "inputs")
        {
            var hint = _fields.ContainsKey(path.Root) || path.Root == "state"
                ? $"Give it to the node as an input: 'inputs: {{{path.Segments[^1]}: \"{{{path}}}\"}}', and read inputs['{path.Segments[^1]}']."
                : _bag.DidYouMean(path.Root, ["inputs", "json", "len", "sum", "min", "max", "sorted", "range", "str", "int", "float", "list", "dict"], "Code is Starlark: no import, no files, no network.");
            Report(read, path, $"The code of node '{state.Name}' reads '{path.Root}', which does not exist (line {path.Line} of it).", hint, path.Root);
        }
        else if (path.Segments is [_, string input, ..] && !read.Locals.Contains(input) && !path.Guarded)
        {
            Report(read, path, $"Node '{state.Name}' has no input '{input}'.", _bag.DidYouMean(input, read.Locals, $"Add it: 'inputs: {{{input}: \"{{field}}\"}}'."), input);
        }
    }

    private void Report(ReadUse read, StarlarkPath path, string message, string? hint, string actual)
        => _bag.Error(DiagnosticCodes.UnknownReference, read.PlaceOf(path.Line, path.Column), message, hint, actual: actual);
}
