using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Formats;

/// <summary>A workflow as it was read, with the places of all that the validator checks.</summary>
internal sealed class WorkflowDraft(DocumentNode document, WorkflowLoadOptions options)
{
    public DocumentNode Document => document;

    public WorkflowLoadOptions Options => options;

    /// <summary>The workflow; null where not even a name could be read.</summary>
    public Workflow? Workflow { get; set; }

    /// <summary>The top-level states.</summary>
    public BlockDraft Root { get; set; } = new(null);

    /// <summary>Agents that states name, in the order of the text.</summary>
    public List<AgentUse> Agents { get; } = [];

    /// <summary>How many states were read, nested ones included.</summary>
    public int StateCount { get; set; }
}

/// <summary>States that belong together: the workflow's, a branch's, an iterator's, or those of a <c>try</c>.</summary>
internal sealed class BlockDraft(StateDraft? owner)
{
    private readonly Dictionary<string, StateDraft> _byName = new(StringComparer.Ordinal);
    private int _indexed;

    public StateDraft? Owner => owner;

    public List<StateDraft> States { get; } = [];

    /// <summary>Where the block begins: one state, or several where a graph forks at once.</summary>
    public List<TargetUse> Start { get; } = [];

    /// <summary>Names that the block's owner provides inside it: an item, <c>_error</c>.</summary>
    public List<string> Locals { get; } = [];

    /// <summary>The first state of that name; null where there is none.</summary>
    public StateDraft? Find(string name)
    {
        for (; _indexed < States.Count; _indexed++)
        {
            _byName.TryAdd(States[_indexed].Name, States[_indexed]);
        }

        return _byName.GetValueOrDefault(name);
    }
}

/// <summary>One state with its node and the places of what it names.</summary>
internal sealed class StateDraft(string name, MappingNode node, BlockDraft block)
{
    public string Name => name;

    public MappingNode Node => node;

    public BlockDraft Block => block;

    public Place NamePlace { get; init; } = node.Place;

    /// <summary>The state; null where its own reader found it unreadable.</summary>
    public State? State { get; set; }

    public List<TargetUse> Targets { get; } = [];

    /// <summary>Whether the execution or the block can end here.</summary>
    public bool CanEnd { get; set; }

    public List<ReadUse> Reads { get; } = [];

    public List<BlockDraft> Blocks { get; } = [];
}

/// <summary>A transition as it was written.</summary>
/// <param name="Name">The target's name.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Kind">How the target is chosen.</param>
internal sealed record TargetUse(string Name, Place Place, TargetKind Kind);

/// <summary>How a transition chooses its target.</summary>
internal enum TargetKind
{
    /// <summary>Always.</summary>
    Plain,

    /// <summary>By a condition, a decision or a timeout.</summary>
    Conditional,

    /// <summary>Again, up to a limit.</summary>
    Loop,

    /// <summary>Where branches meet; not a way of its own.</summary>
    Join,
}

/// <summary>Something that reads the context.</summary>
internal sealed record ReadUse(IReadOnlyList<StarlarkPath> Paths, ReadKind Kind, ScalarNode Source, int Offset)
{
    public ReadUse(StarlarkProgram program, ReadKind kind, ScalarNode source, int offset)
        : this(program.ReadPaths, kind, source, offset)
    {
    }

    /// <summary>Names that the read itself provides: the keys of a switch's data, a node's inputs.</summary>
    public IReadOnlyCollection<string> Locals { get; init; } = [];

    /// <summary>Whether a missing name is allowed: the template has a default.</summary>
    public bool Guarded { get; init; }

    /// <summary>Whether the scope has names that nobody knows before the execution runs.</summary>
    public bool Open { get; init; }

    public Place PlaceOf(int line, int column) => Source.PlaceAt(Offset, line, column);
}

/// <summary>What kind of text reads the context.</summary>
internal enum ReadKind
{
    Template,
    Condition,
    Program,
    Path,
}

/// <summary>An agent that a state names.</summary>
internal sealed record AgentUse(string Name, string? Environment, Place Place)
{
    /// <summary>The agent as it is named: <c>name</c> or <c>name@environment</c>.</summary>
    public string Reference => Environment is null ? Name : $"{Name}@{Environment}";
}
