namespace Agents.Core.Workflows;

/// <summary>A node of a workflow. A closed family: one record per type in <c>States/</c>.</summary>
/// <param name="Name">Unique in its workflow or branch.</param>
public abstract record State(string Name)
{
    /// <summary>The canonical type, as the state-machine format writes it.</summary>
    public abstract string Type { get; }

    /// <summary>Whether the state is computed from the context alone: nothing outside is called and nothing is waited for.</summary>
    public virtual bool IsPure => false;

    /// <summary>What the state does, for people.</summary>
    public string? Description { get; init; }

    /// <summary>Where to go afterwards. A switch decides by itself and has <see cref="EndTransition"/> here.</summary>
    public Transition Next { get; init; } = EndTransition.Instance;

    /// <summary>What the state gets; templates inside are rendered. Null means the previous state's output.</summary>
    public TemplateValue? Input { get; init; }

    /// <summary>Parts of the result to copy into the context: context path → path in the result.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Output { get; init; } = [];

    /// <summary>Where the result goes in the context; null means only <c>steps.&lt;name&gt;</c>.</summary>
    public ContextPath? ResultPath { get; init; }

    /// <summary>How long one attempt may take; null means the engine's default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Retry rule; null means the workflow's.</summary>
    public RetryRule? Retry { get; init; }

    /// <summary>The blocks inside of the state, in the order in which they run; most have none.</summary>
    public virtual IEnumerable<StateBlock> Blocks() => [];

    /// <summary>Where the state stands in its file.</summary>
    public SourcePosition Position { get; init; }
}

/// <summary>A place in a definition's text; both count from 1, 0 means unknown.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The column, in UTF-16 units.</param>
public readonly record struct SourcePosition(int Line, int Column);
