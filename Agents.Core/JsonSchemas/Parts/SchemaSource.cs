using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;

namespace Agents.Core.JsonSchemas.Parts;

/// <summary>One schema that a value must keep: its JSON, and where references in it start.</summary>
internal readonly record struct SchemaPart(SchemaResource Resource, string Pointer, JsonValue Schema)
{
    public JsonObject Members => Schema as JsonObject ?? JsonObject.Empty;
}

/// <summary>Finds the parts of a schema document. The compiler behind it is not thread-safe, so references are followed under a lock.</summary>
internal sealed class SchemaSource
{
    private readonly Lock _lock = new();
    private readonly SchemaCompiler _compiler;

    public SchemaSource(SchemaCompiler compiler, JsonValue schema)
    {
        _compiler = compiler;
        Root = PartOf(compiler.Compile(schema));
    }

    public SchemaPart Root { get; }

    /// <summary>The part that a reference leads to; dynamic ones lead where they are written.</summary>
    public SchemaPart Follow(SchemaPart from, string reference)
    {
        lock (_lock)
        {
            return PartOf(_compiler.Resolve(from.Resource, reference, from.Pointer, out _));
        }
    }

    /// <summary>A schema inside another: under a keyword, and a key or index of its value.</summary>
    public static SchemaPart Child(SchemaPart parent, JsonValue schema, string keyword, string? key = null)
    {
        var pointer = JsonPointer.Append(parent.Pointer, keyword);
        pointer = key is null ? pointer : JsonPointer.Append(pointer, key);
        return new SchemaPart(parent.Resource.Document.Places.GetValueOrDefault(pointer, parent.Resource), pointer, schema);
    }

    private static SchemaPart PartOf(SchemaNode node)
        => new(node.Resource, node.Pointer, JsonPointer.Find(node.Resource.Document.Root, node.Pointer)!);
}
