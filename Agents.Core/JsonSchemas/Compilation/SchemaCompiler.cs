using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Keywords;
using Agents.Core.JsonSchemas.Patterns;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>
/// Turns a schema document into linked <see cref="SchemaNode"/>s, one per place. Nodes are made first and filled from a queue,
/// so that reference loops close on themselves and nesting costs no stack.
/// </summary>
internal sealed class SchemaCompiler(SchemaOptions options)
{
    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<(SchemaDocument Document, string Pointer), SchemaNode> _nodes = [];
    private readonly Dictionary<string, SchemaPattern> _patterns = new(StringComparer.Ordinal);
    private readonly Queue<(SchemaNode Node, SchemaResource Resource, string Pointer, JsonObject Schema)> _unfilled = new();

    public SchemaOptions Options { get; } = options;

    public SchemaNode Compile(JsonValue schema)
    {
        var root = Load("", schema, Dialect.Of(Options.DefaultDraft));
        var node = NodeAt(root, "", schema);
        while (_unfilled.TryDequeue(out var next))
        {
            next.Node.Fill(KeywordsOf(next.Node, next.Resource, next.Pointer, next.Schema));
        }

        return node;
    }

    /// <summary>The node of a place, made at most once.</summary>
    public SchemaNode NodeAt(SchemaResource resource, string pointer, JsonValue schema)
    {
        var document = resource.Document;
        resource = document.Places.GetValueOrDefault(pointer, resource);
        if (_nodes.TryGetValue((document, pointer), out var node))
        {
            return node;
        }

        node = schema switch
        {
            JsonBoolean verdict => new SchemaNode(resource, pointer, verdict.Value, isSecret: false),
            JsonObject members => new SchemaNode(resource, pointer, always: null, SecretMark.IsOn(members)),
            _ => throw new SchemaException(Place(resource, pointer), $"Expected a schema (an object or a boolean), found {schema.TypeName}."),
        };
        _nodes.Add((document, pointer), node);
        if (schema is JsonObject keywords)
        {
            _unfilled.Enqueue((node, resource, pointer, keywords));
        }

        return node;
    }

    /// <summary>The node that a reference leads to.</summary>
    /// <param name="from">The resource that it is written in.</param>
    /// <param name="reference">A URI reference.</param>
    /// <param name="place">Where it is written, for messages.</param>
    /// <param name="dynamicAnchor">The anchor's name where the reference leads to a dynamic one.</param>
    public SchemaNode Resolve(SchemaResource from, string reference, string place, out string? dynamicAnchor)
    {
        dynamicAnchor = null;
        var (uri, fragment) = SchemaUri.Resolve(from.Uri, reference);
        var resource = FindResource(uri, from.Dialect)
            ?? throw new SchemaException(place, $"'{reference}' leads to '{uri}', which is not known here. Nothing is fetched: put the schema into $defs.");
        if (fragment.Length == 0 || fragment[0] == '/')
        {
            return AtPointer(resource, fragment, reference, place);
        }

        if (!resource.Anchors.TryGetValue(fragment, out var pointer))
        {
            throw new SchemaException(place, $"'{reference}' leads to an anchor that is not there.{Hint(fragment, resource.Anchors.Keys)}");
        }

        dynamicAnchor = resource.DynamicAnchors.ContainsKey(fragment) ? fragment : null;
        return NodeAt(resource, pointer, JsonPointer.Find(resource.Document.Root, pointer)!);
    }

    public void Register(SchemaResource resource)
    {
        if (!_resources.TryAdd(resource.Uri, resource))
        {
            throw new SchemaException(resource.Pointer, $"The $id '{resource.Uri}' is used twice.");
        }
    }

    public Dialect DialectOf(JsonObject schema, string pointer, Dialect inherited)
        => schema.Find("$schema") is JsonString uri ? Dialect.Of(uri.Value, Options.Registry, JsonPointer.Append(pointer, "$schema")) : inherited;

    /// <summary>The <c>$id</c> without fragment; null where there is none, or one that only names an anchor.</summary>
    public static string? IdOf(JsonObject schema, string pointer, Dialect dialect)
    {
        if (schema.Find("$id") is not JsonString id || (dialect.IsDraft7 && schema.ContainsKey("$ref")))
        {
            return null;
        }

        var withoutFragment = SchemaUri.WithoutFragment(id.Value);
        if (!dialect.IsDraft7 && id.Value.Length > withoutFragment.Length + 1)
        {
            throw new SchemaException(JsonPointer.Append(pointer, "$id"), "An $id has no fragment; use $anchor to name a place.");
        }

        return withoutFragment.Length == 0 ? null : withoutFragment;
    }

    public SchemaPattern PatternOf(string pattern, string place)
    {
        if (!_patterns.TryGetValue(pattern, out var compiled))
        {
            compiled = SchemaPattern.TryCompile(pattern, out var problem) ?? throw new SchemaException(place, $"'{pattern}' is no regular expression: {problem}");
            _patterns.Add(pattern, compiled);
        }

        return compiled;
    }

    /// <summary>A place as messages name it: a plain pointer in the schema itself, with the URI in other documents.</summary>
    public string Place(SchemaResource resource, string pointer)
        => _resources.TryGetValue("", out var root) && root.Document == resource.Document ? pointer : resource.Locate(pointer);

    private SchemaResource Load(string retrievedFrom, JsonValue schema, Dialect inherited)
    {
        var document = new SchemaDocument(schema);
        var members = schema as JsonObject;
        var dialect = members is null ? inherited : DialectOf(members, "", inherited);
        var id = members is null ? null : IdOf(members, "", dialect);
        var resource = new SchemaResource(id is null ? retrievedFrom : SchemaUri.Resolve(retrievedFrom, id).Uri, document, "", dialect);
        _resources[retrievedFrom] = resource;
        _resources.TryAdd(resource.Uri, resource);
        new SchemaScan(this, document).Run(schema, "", resource);
        return resource;
    }

    private SchemaResource? FindResource(string uri, Dialect inherited)
        => _resources.TryGetValue(uri, out var known) ? known
            : Options.Registry.Find(uri) is { } document ? Load(uri, document, inherited)
            : null;

    private SchemaNode AtPointer(SchemaResource resource, string fragment, string reference, string place)
    {
        var document = resource.Document;
        var enclosing = resource;
        var pointer = resource.Pointer;
        foreach (var segment in JsonPointer.Segments(fragment))
        {
            pointer = JsonPointer.Append(pointer, segment);
            enclosing = document.Places.GetValueOrDefault(pointer, enclosing);
        }

        var schema = JsonPointer.Find(document.Root, pointer) ?? throw new SchemaException(place, Missing(document, pointer, reference));
        if (!document.Places.ContainsKey(pointer))
        {
            new SchemaScan(this, document).Run(schema, pointer, enclosing);
        }

        return NodeAt(enclosing, pointer, schema);
    }

    private static string Missing(SchemaDocument document, string pointer, string reference)
    {
        var parent = pointer[..pointer.LastIndexOf('/')];
        var names = (JsonPointer.Find(document.Root, parent) as JsonObject)?.Keys ?? [];
        return $"'{reference}' leads nowhere.{Hint(JsonPointer.Segments(pointer).Last(), names)}";
    }

    private static string Hint(string name, IEnumerable<string> known) => Suggestion.DidYouMean(name, known) is { } hint ? " " + hint : "";

    private Keyword[] KeywordsOf(SchemaNode node, SchemaResource resource, string pointer, JsonObject schema)
    {
        // Draft-07 §8.3: all other properties in a "$ref" object MUST be ignored.
        var hidesSiblings = resource.Dialect.IsDraft7 && schema.ContainsKey("$ref");
        var keywords = new List<(int Order, Keyword Keyword)>();
        foreach (var (name, value) in schema)
        {
            if ((!hidesSiblings || name == "$ref")
                && resource.Dialect.Keywords.TryGetValue(name, out var entry)
                && entry.Make(new KeywordSource(this, node, resource, pointer, schema, name, value)) is { } keyword)
            {
                keywords.Add((entry.Order, keyword));
            }
        }

        return [.. keywords.OrderBy(static pair => pair.Order).Select(static pair => pair.Keyword)];
    }
}
