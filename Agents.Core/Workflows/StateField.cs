using Agents.Core.Json;

namespace Agents.Core.Workflows;

/// <summary>A field of the graph format's state.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">Its type.</param>
public sealed record StateField(string Name, FieldType Type)
{
    /// <summary>Whether an execution must be started with it.</summary>
    public bool Required { get; init; }

    /// <summary>Its value where the inputs give none; JSON null where the file gives no default.</summary>
    public JsonValue Default { get; init; } = JsonValue.Null;

    /// <summary>What it holds.</summary>
    public string? Description { get; init; }

    /// <summary>Whether lists from several branches are concatenated (<c>append</c>) rather than replaced.</summary>
    public bool Appends { get; init; }

    /// <summary>Redacted everywhere after input.</summary>
    public bool Secret { get; init; }
}
