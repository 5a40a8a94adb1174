namespace Agents.Core.Formats.Validation;

/// <summary>Which states may write which names, those of their blocks included where these work on the context itself.</summary>
internal sealed class Writers
{
    private readonly Dictionary<StateDraft, StateWrites> _writes;
    private readonly ILookup<string, StateDraft> _steps;
    private readonly ILookup<string, StateDraft> _roots;

    public Writers(WorkflowDraft draft)
    {
        _writes = Blocks.All(draft.Root).SelectMany(static block => block.States).ToDictionary(static state => state, StateWrites.Of);
        _steps = _writes.SelectMany(static pair => pair.Value.Steps.Select(name => (name, pair.Key))).ToLookup(static pair => pair.name, static pair => pair.Key);
        _roots = _writes.SelectMany(static pair => pair.Value.Roots.Select(name => (name, pair.Key))).ToLookup(static pair => pair.name, static pair => pair.Key);
        OfAnything = [.. _writes.Where(static pair => pair.Value.IsOpen).Select(static pair => pair.Key)];
    }

    /// <summary>States that write names which nobody knows before they run.</summary>
    public IReadOnlyList<StateDraft> OfAnything { get; }

    public bool Has(string name) => _steps.Contains(name) || _roots.Contains(name);

    public IEnumerable<StateDraft> OfStep(string name) => _steps[name];

    /// <summary>A step's name is one at the top too.</summary>
    public IEnumerable<StateDraft> OfRoot(string name) => _roots[name].Concat(_steps[name]);

    public StateWrites WritesOf(StateDraft state) => _writes[state];
}
