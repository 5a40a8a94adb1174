namespace Agents.Core.Workflows;

/// <summary>A type of the graph format: <c>str int float bool list dict list[T] dict[K, V] object</c>.</summary>
/// <param name="Kind">The outer type.</param>
public sealed record FieldType(FieldKind Kind)
{
    /// <summary>The type of a list's items or a dict's values; null means any.</summary>
    public FieldType? Element { get; init; }

    /// <summary>The type of a dict's keys; null means any. JSON keys are text: an <c>int</c> key must read as a number.</summary>
    public FieldType? Key { get; init; }

    /// <summary>An object's fields; empty for other kinds.</summary>
    public IReadOnlyList<StateField> Fields { get; init; } = [];

    /// <summary>The type as the format writes it, e.g. <c>dict[str, list[int]]</c>.</summary>
    public override string ToString() => (Kind, Key, Element) switch
    {
        (FieldKind.List, _, { } element) => $"list[{element}]",
        (FieldKind.Dict, { } key, { } element) => $"dict[{key}, {element}]",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>The outer types of the graph format.</summary>
public enum FieldKind
{
    /// <summary>Text.</summary>
    Str,

    /// <summary>A whole number.</summary>
    Int,

    /// <summary>A number.</summary>
    Float,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A list.</summary>
    List,

    /// <summary>Keys and values of one type each.</summary>
    Dict,

    /// <summary>Named fields.</summary>
    Object,
}
