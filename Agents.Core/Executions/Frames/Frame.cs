using System.Collections.Immutable;
using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>
/// One sequence of states with its own context: the workflow's own states, or a branch, an item or a block inside one of them.
/// At most one of its states is visited at a time.
/// </summary>
public sealed record Frame
{
    internal static readonly Frame Empty = new();

    /// <summary>Where it is: empty for the workflow's own states, else <see cref="FramePath.Child"/> of the frame around it.</summary>
    public string Path { get; init; } = "";

    /// <summary>The step that it is a part of; null for the workflow's own states.</summary>
    public StepId? Owner { get; init; }

    /// <summary>The branch's name, the item's index, or <c>try</c>, <c>catch</c>, <c>finally</c>; empty for the workflow's own states.</summary>
    public string Key { get; init; } = "";

    /// <summary>Its place among the branches of its step, from 0.</summary>
    public int Index { get; init; }

    /// <summary>The number of the event that opened it.</summary>
    public long Opened { get; init; }

    /// <summary>Names that are seen before the context's: a loop's item, a caught error.</summary>
    public JsonObject Locals { get; init; } = JsonObject.Empty;

    /// <summary>The document that its states read and write.</summary>
    public JsonObject Context { get; init; } = JsonObject.Empty;

    /// <summary>What its states wrote where they were told to, as a document of its own; empty for the workflow's own states.</summary>
    public JsonObject Written { get; init; } = JsonObject.Empty;

    /// <summary>The latest state's result; before the first one what the frame begins with.</summary>
    public JsonValue LastOutput { get; init; } = JsonObject.Empty;

    /// <summary>Results of states, oldest first, for paths that are looked up in earlier outputs.</summary>
    public ImmutableList<JsonValue> Outputs { get; init; } = [];

    /// <summary>How often each state was entered.</summary>
    public ImmutableDictionary<string, int> Visits { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Runs of the state that loops, in its current loop.</summary>
    public ImmutableDictionary<string, int> LoopIterations { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The state that was entered last; null before the first one.</summary>
    public string? CurrentState { get; init; }

    /// <summary>The visit that is not over; null between two states.</summary>
    public StepState? Step { get; init; }

    /// <summary>Where it goes next; <see cref="DestinationKind.None"/> while a step is under way.</summary>
    public Destination Pending { get; init; }
}
