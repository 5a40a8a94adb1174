using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>One JSON document that holds schemas.</summary>
internal sealed class SchemaDocument(JsonValue root)
{
    public JsonValue Root { get; } = root;

    /// <summary>Every place that is known to be a schema, by pointer, with the resource that it belongs to.</summary>
    public Dictionary<string, SchemaResource> Places { get; } = new(StringComparer.Ordinal);
}

/// <summary>A schema with a URI of its own: a whole document, or a part of one that has an <c>$id</c>.</summary>
internal sealed class SchemaResource(string uri, SchemaDocument document, string pointer, Dialect dialect)
{
    public string Uri { get; } = uri;

    public SchemaDocument Document { get; } = document;

    public string Pointer { get; } = pointer;

    public Dialect Dialect { get; } = dialect;

    /// <summary>Names of both kinds of anchors → pointer in the document.</summary>
    public Dictionary<string, string> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The dynamic ones, compiled.</summary>
    public Dictionary<string, SchemaNode> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    /// <summary>A place as errors name it: absolute where the resource has a URI.</summary>
    public string Locate(string pointerInDocument) => $"{Uri}#{pointerInDocument[Pointer.Length..]}";
}
