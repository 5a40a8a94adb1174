using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>Finds the resources and anchors of a document, looking only where the standard says that schemas are.</summary>
internal sealed class SchemaScan(SchemaCompiler compiler, SchemaDocument document)
{
    // Deeper schemas can only be made by programs; every place keeps its pointer, which would grow quadratically.
    private const int DeepestNesting = 1_000;

    private readonly Stack<(JsonValue Schema, string Pointer, SchemaResource Resource, int Depth)> _pending = new();

    public void Run(JsonValue schema, string pointer, SchemaResource resource)
    {
        _pending.Push((schema, pointer, resource, 0));
        while (_pending.TryPop(out var next))
        {
            Visit(next.Schema, next.Pointer, next.Resource, next.Depth);
        }
    }

    private void Visit(JsonValue schema, string pointer, SchemaResource resource, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new SchemaException(pointer[..100] + "…", $"Schemas nest more than {DeepestNesting} levels deep.");
        }

        if (schema is JsonObject members)
        {
            resource = Identify(members, pointer, resource);
            foreach (var (name, value) in members)
            {
                VisitKeyword(name, value, JsonPointer.Append(pointer, name), resource, depth + 1);
            }
        }

        document.Places.TryAdd(pointer, resource);
    }

    private void VisitKeyword(string name, JsonValue value, string pointer, SchemaResource resource, int depth)
    {
        var shape = SubschemaShape.Of(name, resource.Dialect.IsDraft7);
        if (shape == SubschemaShapes.None)
        {
            return;
        }

        if (value is JsonArray array && shape.HasFlag(SubschemaShapes.List))
        {
            for (var i = 0; i < array.Count; i++)
            {
                _pending.Push((array[i], JsonPointer.Append(pointer, i), resource, depth));
            }
        }
        else if (value is JsonObject map && shape.HasFlag(SubschemaShapes.Map))
        {
            foreach (var (key, schema) in map)
            {
                _pending.Push((schema, JsonPointer.Append(pointer, key), resource, depth));
            }
        }
        else if (shape.HasFlag(SubschemaShapes.One))
        {
            _pending.Push((value, pointer, resource, depth));
        }
    }

    private SchemaResource Identify(JsonObject schema, string pointer, SchemaResource resource)
    {
        if (pointer != resource.Pointer)
        {
            resource = EnterResource(schema, pointer, resource);
        }

        if (!resource.Dialect.IsDraft7)
        {
            AddAnchor(schema, "$anchor", pointer, resource);
            if (AddAnchor(schema, "$dynamicAnchor", pointer, resource) is { } name)
            {
                resource.DynamicAnchors[name] = compiler.NodeAt(resource, pointer, schema);
            }
        }
        else if (!schema.ContainsKey("$ref") && schema.Find("$id") is JsonString { Value: ['#', _, ..] anchor })
        {
            resource.Anchors.TryAdd(anchor[1..], pointer);
        }

        return resource;
    }

    private SchemaResource EnterResource(JsonObject schema, string pointer, SchemaResource outer)
    {
        var dialect = compiler.DialectOf(schema, pointer, outer.Dialect);
        if (SchemaCompiler.IdOf(schema, pointer, dialect) is not { } id)
        {
            return outer;
        }

        var resource = new SchemaResource(SchemaUri.Resolve(outer.Uri, id).Uri, document, pointer, dialect);
        compiler.Register(resource);
        return resource;
    }

    private static string? AddAnchor(JsonObject schema, string keyword, string pointer, SchemaResource resource)
    {
        if (schema.Find(keyword) is not { } value)
        {
            return null;
        }

        if (value is not JsonString name)
        {
            throw new SchemaException(JsonPointer.Append(pointer, keyword), $"Expected a string, found {value.TypeName}.");
        }

        if (!resource.Anchors.TryAdd(name.Value, pointer) && resource.Anchors[name.Value] != pointer)
        {
            throw new SchemaException(JsonPointer.Append(pointer, keyword), $"The anchor '{name.Value}' is already at '#{resource.Anchors[name.Value]}'.");
        }

        return name.Value;
    }
}
