using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

/// <summary>The six keywords that bound how many characters, items or keys a value has.</summary>
internal sealed class CountKeyword(KeywordSource source, JsonKind kind, string unit, bool isMinimum) : Assertion(source)
{
    private readonly long _bound = source.Count();

    protected override bool Holds(JsonValue instance)
        => instance.Kind != kind || (isMinimum ? CountOf(instance) >= _bound : CountOf(instance) <= _bound);

    protected override Problem Describe(JsonValue instance, ValidationPass pass)
    {
        var expected = $"{(isMinimum ? "at least" : "at most")} {_bound} {unit}{(_bound == 1 ? "" : "s")}";
        var actual = CountOf(instance).ToString();
        return new Problem($"Expected {expected}, found {actual}.") { Expected = expected, Actual = actual };
    }

    private static long CountOf(JsonValue instance) => instance switch
    {
        JsonString text => Characters(text.Value),
        JsonArray array => array.Count,
        JsonObject document => document.Count,
        _ => 0,
    };

    // The standard counts code points.
    private static int Characters(string text)
    {
        var pairs = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
            {
                pairs++;
            }
        }

        return text.Length - pairs;
    }
}
