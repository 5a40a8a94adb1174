namespace Agents.Core.Executions;

/// <summary>Where a frame goes next. It is kept until the frame may go there, which may be after a pause.</summary>
/// <param name="Kind">What kind of place.</param>
/// <param name="State">The state's name; null for any other kind.</param>
public readonly record struct Destination(DestinationKind Kind, string? State)
{
    /// <summary>To the frame's first state.</summary>
    public static Destination Start => new(DestinationKind.Start, null);

    /// <summary>To a state, or to the end where that is null.</summary>
    public static Destination To(string? state) => state is null ? new(DestinationKind.End, null) : new(DestinationKind.State, state);
}

/// <summary>Kinds of places where a frame goes.</summary>
public enum DestinationKind
{
    /// <summary>Nowhere: a step is under way, or the frame has failed.</summary>
    None,

    /// <summary>Its first state.</summary>
    Start,

    /// <summary>A state.</summary>
    State,

    /// <summary>Its end.</summary>
    End,
}
