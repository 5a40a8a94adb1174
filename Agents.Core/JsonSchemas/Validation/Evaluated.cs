using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Validation;

/// <summary>Which children of one array or object some keyword has looked at: what <c>unevaluatedItems</c> and <c>unevaluatedProperties</c> ask.</summary>
internal sealed class Evaluated
{
    private readonly bool[] _marks;

    private Evaluated(int count) => _marks = new bool[count];

    /// <summary>A fresh record; null where the instance has no children.</summary>
    public static Evaluated? For(JsonValue instance) => instance switch
    {
        JsonArray { Count: > 0 } array => new Evaluated(array.Count),
        JsonObject { Count: > 0 } document => new Evaluated(document.Count),
        _ => null,
    };

    public bool Has(int index) => _marks[index];

    public void Mark(int index) => _marks[index] = true;

    public void Merge(Evaluated other)
    {
        for (var i = 0; i < _marks.Length; i++)
        {
            _marks[i] |= other._marks[i];
        }
    }
}
