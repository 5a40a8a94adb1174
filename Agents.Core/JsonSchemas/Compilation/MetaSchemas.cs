using System.Collections.Frozen;
using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>The standards' own schemas of schemas, embedded as they were published.</summary>
internal static class MetaSchemas
{
    public const string Draft202012 = "https://json-schema.org/draft/2020-12/schema";

    public const string Draft7 = "http://json-schema.org/draft-07/schema";

    private const string ResourcePrefix = "MetaSchemas/";

    private static readonly Lazy<FrozenDictionary<string, JsonValue>> Documents = new(ReadAll);

    public static JsonValue? Find(string uri) => Documents.Value.GetValueOrDefault(uri);

    private static FrozenDictionary<string, JsonValue> ReadAll()
        => typeof(MetaSchemas).Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(Read)
            .ToFrozenDictionary(static document => SchemaUri.WithoutFragment(((JsonString)document["$id"]).Value), static document => (JsonValue)document);

    private static JsonObject Read(string name)
    {
        using var stream = typeof(MetaSchemas).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return (JsonObject)JsonValue.Parse(copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }
}
