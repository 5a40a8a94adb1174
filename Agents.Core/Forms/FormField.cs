using Agents.Core.Json;

namespace Agents.Core.Forms;

/// <summary>One input of a workflow as a form shows it.</summary>
/// <param name="Name">The control's name: the property, with dots between levels.</param>
/// <param name="Pointer">JSON pointer of the value in the inputs.</param>
/// <param name="Label">What people read: the schema's title, else the name in words.</param>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>array</c>, <c>object</c>, or <c>any</c> where the schema does not say.</param>
/// <param name="Widget">The control that fits.</param>
public sealed record FormField(string Name, string Pointer, string Label, string Type, FormWidget Widget)
{
    /// <summary>Whether a value must be given.</summary>
    public bool Required { get; init; }

    /// <summary>The value where none is given; null where the schema has no default.</summary>
    public JsonValue? Default { get; init; }

    /// <summary>The only values that are allowed (for lists: for the items); empty where the schema does not list them.</summary>
    public IReadOnlyList<JsonValue> Enum { get; init; } = [];

    /// <summary>What the field is for; null where the schema does not say.</summary>
    public string? Description { get; init; }

    /// <summary>A value to show as a hint; null where the schema has no example.</summary>
    public JsonValue? Example { get; init; }

    /// <summary>The smallest number allowed; null means no bound. Exclusive bounds of whole numbers are moved by one.</summary>
    public JsonNumber? Minimum { get; init; }

    /// <summary>The largest number allowed; null means no bound.</summary>
    public JsonNumber? Maximum { get; init; }

    /// <summary>The fewest characters (text) or items (lists); null means no bound.</summary>
    public long? MinLength { get; init; }

    /// <summary>The most characters (text) or items (lists); null means no bound.</summary>
    public long? MaxLength { get; init; }

    /// <summary>The schema's <c>format</c>; null where it has none.</summary>
    public string? Format { get; init; }

    /// <summary>The schema's <c>pattern</c>; null where it has none.</summary>
    public string? Pattern { get; init; }

    /// <summary>The items' type of a list; <c>any</c> where the schema does not say.</summary>
    public string ItemType { get; init; } = "any";

    /// <summary>Whether the value is redacted everywhere after input.</summary>
    public bool Secret { get; init; }
}
