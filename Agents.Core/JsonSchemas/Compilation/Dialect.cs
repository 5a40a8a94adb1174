using System.Collections.Frozen;
using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>What <c>$schema</c> decides: which keywords mean something, and the few rules in which the drafts differ.</summary>
internal sealed class Dialect
{
    public static readonly Dialect Draft7 = new(MetaSchemas.Draft7, isDraft7: true, vocabularies: null);

    public static readonly Dialect Draft202012 = new(MetaSchemas.Draft202012, isDraft7: false, Vocabulary.Standard);

    private Dialect(string metaSchema, bool isDraft7, FrozenSet<string>? vocabularies)
    {
        MetaSchema = metaSchema;
        IsDraft7 = isDraft7;
        AssertsFormats = vocabularies?.Contains(Vocabulary.FormatAssertion) == true;
        Keywords = KeywordTable.For(isDraft7, vocabularies);
    }

    public string MetaSchema { get; }

    /// <summary>Draft-07: <c>$ref</c> hides its siblings, <c>$id</c> may be an anchor, <c>items</c> may be a list.</summary>
    public bool IsDraft7 { get; }

    public bool AssertsFormats { get; }

    public FrozenDictionary<string, KeywordEntry> Keywords { get; }

    public static Dialect Of(SchemaDraft draft) => draft == SchemaDraft.Draft7 ? Draft7 : Draft202012;

    /// <summary>The dialect of a <c>$schema</c>.</summary>
    /// <param name="uri">Its value.</param>
    /// <param name="registry">Where meta-schemas of other people are.</param>
    /// <param name="pointer">Where it was written, for messages.</param>
    public static Dialect Of(string uri, SchemaRegistry registry, string pointer) => SchemaUri.WithoutFragment(uri) switch
    {
        MetaSchemas.Draft202012 or "http://json-schema.org/draft/2020-12/schema" => Draft202012,
        MetaSchemas.Draft7 or "https://json-schema.org/draft-07/schema" => Draft7,

        // Draft-06 is draft-07 without if/then/else and a few annotations.
        "http://json-schema.org/draft-06/schema" or "https://json-schema.org/draft-06/schema" => Draft7,
        var custom => OfMetaSchema(custom, registry, pointer),
    };

    private static Dialect OfMetaSchema(string uri, SchemaRegistry registry, string pointer)
    {
        if (registry.Find(uri) is not JsonObject metaSchema)
        {
            throw new SchemaException(
                pointer, $"'{uri}' is no draft that is supported. Use '{MetaSchemas.Draft202012}' or '{MetaSchemas.Draft7}#', or leave $schema out.");
        }

        if (metaSchema.Find("$vocabulary") is JsonObject vocabularies)
        {
            return new Dialect(uri, isDraft7: false, Vocabulary.Read(vocabularies, pointer));
        }

        return metaSchema.Find("$schema") is JsonString parent && SchemaUri.WithoutFragment(parent.Value) != uri ? Of(parent.Value, registry, pointer) : Draft202012;
    }
}
