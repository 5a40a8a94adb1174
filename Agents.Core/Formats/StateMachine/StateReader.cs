using Agents.Core.Documents;
using Agents.Core.Templates;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Formats.StateMachine;

/// <summary>
/// What the readers of the state types share: the state's keys, its draft, and the machine around it.
/// A type's own keys may also stand inside <c>input</c> (formats §B.3); what is left there is the state's input.
/// </summary>
internal sealed class StateReader(StateDraft draft, MappingReader keys, MachineReader machine)
{
    public StateDraft Draft => draft;

    public MappingReader Keys => keys;

    public MachineReader Machine => machine;

    public string Name => draft.Name;

    /// <summary>Lets the type's own keys stand inside <c>input</c>.</summary>
    public StateReader LookInInput()
    {
        keys.AlsoLookIn(draft.Node.Find("input") as MappingNode);
        return this;
    }

    public Template? Template(params ReadOnlySpan<string> spellings) => TemplateOf(keys.Find(spellings), spellings[0]);

    public Template? TemplateOf(DocumentNode? node, string key)
    {
        if (node is ScalarNode text)
        {
            return TemplateParser.Parse(text, $"'{key}' of {keys.What}", keys.Bag, draft.Reads);
        }

        _ = keys.TextOf(node, key);
        return null;
    }

    public TemplateValue? Value(params ReadOnlySpan<string> spellings)
        => keys.Find(spellings) is { } node ? TemplateParser.ParseValue(node, $"'{spellings[0]}' of {keys.What}", keys.Bag, draft.Reads) : null;

    /// <summary>A path that the state reads.</summary>
    public ContextPath? ReadPath(params ReadOnlySpan<string> spellings)
    {
        var node = keys.Find(spellings);
        var path = Paths.Read(node, $"'{spellings[0]}' of {keys.What}", keys.Bag);
        if (path is { Segments: [{ Key: { } root }, ..] } && node is ScalarNode source)
        {
            var segments = path.Segments.Select(static segment => segment.Key ?? (object)(long)segment.Index).ToList();
            draft.Reads.Add(new ReadUse([new StarlarkPath(segments, false, 1, 1)], ReadKind.Path, source, 0) { Open = path.IsRooted });
            _ = root;
        }

        return path;
    }

    /// <summary>A target named by another key than <c>next</c>.</summary>
    public void AddTarget(DocumentNode node, string name, TargetKind kind) => draft.Targets.Add(new TargetUse(name, node.Place, kind));

    /// <summary>What the state is given: its <c>input</c> without the keys that were read as the state's own.</summary>
    public TemplateValue? Input()
    {
        var node = keys.Find("input");
        var what = $"'input' of {keys.What}";
        if (node is not MappingNode mapping || keys.Taken.Count == 0)
        {
            return node is null ? null : TemplateParser.ParseValue(node, what, keys.Bag, draft.Reads);
        }

        var rest = mapping.Entries.Where(entry => !keys.Taken.Contains(entry.Key)).ToList();
        return rest.Count == 0 ? null : Rest(rest, what);
    }

    private TemplateValue Rest(List<MappingEntry> entries, string what)
    {
        var members = entries.ConvertAll(entry => KeyValuePair.Create(entry.Key, TemplateParser.ParseValue(entry.Value, what, keys.Bag, draft.Reads)));
        var value = new ObjectValue(members);
        return members.TrueForAll(static member => member.Value is ConstantValue) ? new ConstantValue(value.Written) : value;
    }
}
