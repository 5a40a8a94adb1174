using System.Globalization;
using Agents.Core.Json;

namespace Agents.Core.AgentFiles;

/// <summary>JSON as Handlebars sees it: objects by key, lists by index, the rest as text, numbers and booleans.</summary>
internal static class PromptValues
{
    public static PromptObject Of(JsonObject json) => new(json);

    public static object? Of(JsonValue json) => json switch
    {
        JsonObject inner => new PromptObject(inner),
        JsonArray list => new PromptList(list),
        JsonString text => text.Value,
        JsonNumber number => number.TryGetInt64(out var integer) ? integer : Exact(number),
        JsonBoolean truth => truth.Value,
        _ => null,
    };

    /// <summary>What a value is as JSON.</summary>
    public static JsonValue ToJson(object? value) => value switch
    {
        PromptObject inner => inner.Json,
        PromptList list => list.Json,
        string text => text,
        long integer => integer,
        decimal number => JsonValue.Parse(number.ToString(CultureInfo.InvariantCulture)),
        double number => number,
        bool truth => truth,
        _ => JsonValue.Null,
    };

    private static object Exact(JsonNumber number)
        => decimal.TryParse(number.ToJson(), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : number.ToDouble();
}

/// <summary>An object.</summary>
internal sealed class PromptObject(JsonObject json) : Dictionary<string, object?>(json.Select(static entry => KeyValuePair.Create(entry.Key, PromptValues.Of(entry.Value))))
{
    public JsonObject Json => json;
}

/// <summary>A list.</summary>
internal sealed class PromptList(JsonArray json) : List<object?>(json.Select(PromptValues.Of))
{
    public JsonArray Json => json;
}
