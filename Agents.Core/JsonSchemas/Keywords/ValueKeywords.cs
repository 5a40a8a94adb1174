using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

internal sealed class EnumKeyword(KeywordSource source) : Assertion(source)
{
    private readonly JsonArray _values = source.Expect<JsonArray>("an array of values");
    private readonly HashSet<JsonValue> _set = [.. source.Expect<JsonArray>("an array of values")];

    protected override bool Holds(JsonValue instance) => _set.Contains(instance);

    protected override Problem Describe(JsonValue instance, ValidationPass pass)
    {
        var expected = ValueText.AnyOf(_values);
        return new Problem($"Expected one of {expected}, found {pass.Show(instance)}.")
        {
            Expected = expected,
            Actual = pass.ShowShort(instance),
            Hint = Guess(instance),
        };
    }

    private string? Guess(JsonValue instance)
        => instance is JsonString text && Suggestion.Nearest(text.Value, _values.OfType<JsonString>().Select(static value => value.Value)) is { } closest
            ? $"Did you mean \"{closest}\"?"
            : null;
}

internal sealed class ConstKeyword(KeywordSource source) : Assertion(source)
{
    private readonly JsonValue _value = source.Value;

    protected override bool Holds(JsonValue instance) => _value.Equals(instance);

    protected override Problem Describe(JsonValue instance, ValidationPass pass)
    {
        var expected = ValueText.Of(_value);
        var isClose = instance is JsonString text && _value is JsonString wanted && Suggestion.Nearest(text.Value, [wanted.Value]) is not null;
        return new Problem($"Expected {expected}, found {pass.Show(instance)}.")
        {
            Expected = expected,
            Actual = pass.ShowShort(instance),
            Hint = isClose ? $"Did you mean {expected}?" : null,
        };
    }
}
