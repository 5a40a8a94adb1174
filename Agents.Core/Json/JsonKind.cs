namespace Agents.Core.Json;

/// <summary>The six types of JSON.</summary>
public enum JsonKind
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number of any size.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>An ordered list.</summary>
    Array,

    /// <summary>Keys and values, in the order they were written.</summary>
    Object,
}
