using System.Numerics;
using Agents.Core.Json;
using Agents.Starlark;

namespace Agents.Core.Evaluation;

/// <summary>JSON values as Starlark values and back.</summary>
public static class StarlarkJson
{
    /// <summary>The value as Starlark sees it: objects and arrays are views, scalars are converted.</summary>
    public static StarlarkValue View(JsonValue value) => value switch
    {
        JsonString text => StarlarkString.Of(text.Value),
        JsonNumber number => Number(number),
        JsonBoolean boolean => StarlarkBool.Of(boolean.Value),
        JsonObject document => new JsonMapping(document),
        JsonArray array => new JsonSequence(array),
        _ => StarlarkNone.Instance,
    };

    /// <summary>The Starlark value as JSON.</summary>
    /// <exception cref="StarlarkException">JSON has nothing like it: a function, a key that is no text, a number that is not finite, or too deep.</exception>
    public static JsonValue ToJson(StarlarkValue value) => ToJson(value, 0);

    private static JsonValue ToJson(StarlarkValue value, int depth)
    {
        if (depth > JsonValue.MaxDepth)
        {
            throw Refused($"The value nests deeper than {JsonValue.MaxDepth}.");
        }

        return value switch
        {
            JsonMapping mapping => mapping.Document,
            JsonSequence sequence => sequence.Array,
            StarlarkString text => new JsonString(text.Value),
            StarlarkBool boolean => boolean.Value,
            StarlarkInt integer => integer.TryGetInt64(out var small) ? JsonNumber.From(small) : JsonNumber.From(integer.Value),
            StarlarkFloat number => double.IsFinite(number.Value) ? JsonNumber.From(number.Value) : throw Refused("JSON has no infinite number and no NaN."),
            StarlarkNone => JsonValue.Null,
            StarlarkMapping mapping => JsonObject.From(mapping.Entries.Select(entry => KeyValuePair.Create(Key(entry.Key), ToJson(entry.Value, depth + 1)))),
            IEnumerable<StarlarkValue> items => JsonArray.From(items.Select(item => ToJson(item, depth + 1))),
            _ => throw Refused($"JSON has no {value.TypeName}."),
        };
    }

    private static StarlarkValue Number(JsonNumber number)
    {
        if (!number.IsFloat)
        {
            return number.TryGetInt64(out var small) ? StarlarkInt.Of(small) : StarlarkInt.Of(BigInteger.Parse(number.ToText(), System.Globalization.CultureInfo.InvariantCulture));
        }

        return new StarlarkFloat(number.ToDouble());
    }

    private static string Key(StarlarkValue key)
        => key is StarlarkString text ? text.Value : throw Refused($"A key of a JSON object is text, not {key.TypeName}.");

    private static StarlarkException Refused(string message) => new(new StarlarkError(message, 0, 0, StarlarkErrorKind.Value));
}
