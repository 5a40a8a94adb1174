using System.Diagnostics.CodeAnalysis;
using Agents.Core.Json;
using Agents.Starlark;

namespace Agents.Core.Evaluation;

/// <summary>A JSON object as a Starlark dict; nothing is copied.</summary>
internal class JsonMapping(JsonObject document) : StarlarkMapping
{
    public JsonObject Document { get; } = document;

    public override int Count => Document.Count;

    public override IEnumerable<string> Names => Document.Keys;

    public override bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value)
    {
        value = Document.TryGetValue(name, out var member) ? StarlarkJson.View(member) : null;
        return value is not null;
    }
}

/// <summary>A JSON array as a Starlark list; nothing is copied.</summary>
internal class JsonSequence(JsonArray array) : StarlarkSequence
{
    public JsonArray Array { get; } = array;

    public override int Count => Array.Count;

    public override StarlarkValue this[int index] => StarlarkJson.View(Array[index]);
}
