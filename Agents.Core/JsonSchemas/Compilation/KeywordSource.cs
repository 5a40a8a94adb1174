using Agents.Core.Json;
using Agents.Core.JsonSchemas.Patterns;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>A keyword as it stands in its schema, with what its factory needs to read it.</summary>
internal sealed record KeywordSource(
    SchemaCompiler Compiler, SchemaNode Node, SchemaResource Resource, string SchemaPointer, JsonObject Schema, string Name, JsonValue Value)
{
    public string Pointer => JsonPointer.Append(SchemaPointer, Name);

    public JsonValue? Sibling(string name) => Schema.Find(name);

    /// <summary>The keyword's value as one schema.</summary>
    public SchemaNode Subschema() => Compiler.NodeAt(Resource, Pointer, Value);

    /// <summary>The value of another keyword of the same schema as one schema; null where there is none.</summary>
    public SchemaNode? SiblingSchema(string name)
        => Sibling(name) is { } value ? Compiler.NodeAt(Resource, JsonPointer.Append(SchemaPointer, name), value) : null;

    /// <summary>The value as a list of schemas.</summary>
    public SchemaNode[] SubschemaList()
    {
        var schemas = Expect<JsonArray>("an array of schemas");
        return schemas.Count == 0
            ? throw Wrong("Expected at least one schema.")
            : [.. schemas.Select((schema, index) => Compiler.NodeAt(Resource, JsonPointer.Append(Pointer, index), schema))];
    }

    /// <summary>The value as an object of schemas.</summary>
    public Dictionary<string, SchemaNode> SubschemaMap()
        => Expect<JsonObject>("an object of schemas").ToDictionary(static member => member.Key, member => Member(member.Key, member.Value), StringComparer.Ordinal);

    public SchemaNode Member(string key, JsonValue schema) => Compiler.NodeAt(Resource, JsonPointer.Append(Pointer, key), schema);

    public string Text() => Expect<JsonString>("a string").Value;

    public JsonNumber Number() => Expect<JsonNumber>("a number");

    public bool Flag() => Expect<JsonBoolean>("a boolean").Value;

    /// <summary>The value as a count; one beyond <see cref="long"/> is as good as none.</summary>
    public long Count() => CountOf(Value);

    public long? SiblingCount(string name) => Sibling(name) is { } value ? CountOf(value) : null;

    public string[] Texts() => TextsOf(Value);

    public string[] TextsOf(JsonValue value)
        => value is JsonArray array && array.All(static item => item is JsonString)
            ? [.. array.Select(static item => ((JsonString)item).Value)]
            : throw Wrong($"Expected an array of strings, found {value.TypeName}.");

    public SchemaPattern Pattern(string pattern) => Compiler.PatternOf(pattern, Compiler.Place(Resource, Pointer));

    public SchemaException Wrong(string problem) => new(Compiler.Place(Resource, Pointer), problem);

    public TValue Expect<TValue>(string expected)
        where TValue : JsonValue
        => Value as TValue ?? throw Wrong($"Expected {expected}, found {Value.TypeName}.");

    private long CountOf(JsonValue value)
        => value is JsonNumber { IsInteger: true } number && JsonNumber.Compare(number, JsonNumber.From(0)) >= 0
            ? number.TryGetInt64(out var count) ? count : long.MaxValue
            : throw Wrong($"Expected a whole number from 0 up, found {value.TypeName}.");
}
