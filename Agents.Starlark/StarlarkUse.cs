namespace Agents.Starlark;

/// <summary>What a program does with a value that it reads from its scope, as far as the text around the read tells.</summary>
/// <param name="Segments">
/// The scope's name, then keys (string) and indexes (long). What is done with every item of a list is said of its index 0.
/// </param>
/// <param name="Kind">What the value is taken for.</param>
public sealed record StarlarkUse(IReadOnlyList<object> Segments, StarlarkUseKind Kind)
{
    /// <summary>Whether a value of another kind fails there (<c>x.lower()</c>), rather than only being unequal or replaced (<c>x == "a"</c>).</summary>
    public bool Required { get; init; }

    /// <summary>Values that it may equal, by <c>==</c> or <c>in</c>; empty for none.</summary>
    public IReadOnlyList<StarlarkValue> Literals { get; init; } = [];

    /// <summary>Where the program puts the value in its own value: the keys on the way, none for the whole of it. Null where it puts it nowhere.</summary>
    public IReadOnlyList<string>? PartOf { get; init; }
}

/// <summary>What a program takes a value for.</summary>
public enum StarlarkUseKind
{
    /// <summary>Anything: it is passed on or printed.</summary>
    Unknown,

    /// <summary>Anything: only its truth counts.</summary>
    Truth,

    /// <summary>Something with a length.</summary>
    Sized,

    /// <summary>Something with an order, held against something as unknown.</summary>
    Ordered,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Text.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A list.</summary>
    List,

    /// <summary>A dict.</summary>
    Mapping,
}
