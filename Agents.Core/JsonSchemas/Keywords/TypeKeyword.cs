using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

internal sealed class TypeKeyword : Assertion
{
    private static readonly string[] Names = ["null", "boolean", "object", "array", "number", "string", "integer"];

    private readonly string[] _types;
    private readonly bool _wantsInteger;
    private readonly int _kinds;

    public TypeKeyword(KeywordSource source)
        : base(source)
    {
        _types = source.Value is JsonString one ? [one.Value] : source.Texts();
        foreach (var type in _types)
        {
            if (!Names.Contains(type, StringComparer.Ordinal))
            {
                throw source.Wrong($"'{type}' is no JSON type; the types are {string.Join(", ", Names)}.{Hint(type)}");
            }

            _kinds |= KindOf(type);
        }

        _wantsInteger = _types.Contains("integer", StringComparer.Ordinal);
    }

    protected override bool Holds(JsonValue instance)
        => (_kinds & (1 << (int)instance.Kind)) != 0 || (_wantsInteger && instance is JsonNumber { IsInteger: true });

    protected override Problem Describe(JsonValue instance, ValidationPass pass)
    {
        var expected = string.Join(" or ", _types);
        return new Problem($"Expected {expected}, found {Found(instance, pass)}.") { Expected = expected, Actual = instance.TypeName };
    }

    private static string Found(JsonValue instance, ValidationPass pass)
        => instance is JsonObject or JsonArray or JsonNull ? instance.TypeName : $"{instance.TypeName} {pass.Show(instance)}";

    private static string Hint(string type) => Suggestion.DidYouMean(type, Names) is { } hint ? " " + hint : "";

    private static int KindOf(string type) => type switch
    {
        "null" => 1 << (int)JsonKind.Null,
        "boolean" => 1 << (int)JsonKind.Boolean,
        "object" => 1 << (int)JsonKind.Object,
        "array" => 1 << (int)JsonKind.Array,
        "number" => 1 << (int)JsonKind.Number,
        "string" => 1 << (int)JsonKind.String,
        _ => 0,
    };
}
