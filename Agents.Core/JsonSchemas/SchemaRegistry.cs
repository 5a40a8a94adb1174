using System.Collections.Immutable;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;

namespace Agents.Core.JsonSchemas;

/// <summary>Schema documents by URI, for references between documents. Immutable; nothing is ever fetched from a network.</summary>
public sealed class SchemaRegistry
{
    /// <summary>Only the meta-schemas of draft 2020-12 and draft-07, which every registry has.</summary>
    public static readonly SchemaRegistry Standard = new(ImmutableDictionary<string, JsonValue>.Empty);

    private readonly ImmutableDictionary<string, JsonValue> _documents;

    private SchemaRegistry(ImmutableDictionary<string, JsonValue> documents) => _documents = documents;

    /// <summary>The registry with one more document; one of the same URI is replaced.</summary>
    /// <param name="uri">Absolute, without a fragment.</param>
    /// <param name="document">The schema.</param>
    public SchemaRegistry With(string uri, JsonValue document) => new(_documents.SetItem(SchemaUri.WithoutFragment(uri), document));

    /// <summary>The registry with all these documents.</summary>
    public SchemaRegistry With(IEnumerable<KeyValuePair<string, JsonValue>> documents)
        => new(_documents.SetItems(documents.Select(static pair => KeyValuePair.Create(SchemaUri.WithoutFragment(pair.Key), pair.Value))));

    /// <summary>The document at a URI; null where there is none.</summary>
    public JsonValue? Find(string uri) => _documents.TryGetValue(uri, out var document) ? document : MetaSchemas.Find(uri);
}
