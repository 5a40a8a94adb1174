using System.Text.Json;
using Agents.Core.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Messages;

/// <summary>What providers want back unchanged, and other loose values of messages, as JSON under <c>extra</c>.</summary>
internal static class ExtraJson
{
    private const string Key = "extra";

    public static void Write(JsonObjectBuilder json, AdditionalPropertiesDictionary? properties)
    {
        if (properties is { Count: > 0 })
        {
            json.Set(Key, JsonObject.From(properties.Select(static property => KeyValuePair.Create(property.Key, ToJson(property.Value)))));
        }
    }

    public static AdditionalPropertiesDictionary? Read(JsonObject json)
        => json.Find(Key) is JsonObject extra
            ? new AdditionalPropertiesDictionary(extra.Select(static property => KeyValuePair.Create(property.Key, ToObject(property.Value))))
            : null;

    public static JsonValue ToJson(object? value) => value switch
    {
        null => JsonValue.Null,
        string text => text,
        bool flag => flag,
        int number => number,
        long number => number,
        double number => number,
        JsonValue json => json,
        JsonElement element => JsonValue.Parse(element.GetRawText()),
        _ => throw new NotSupportedException($"A value of type '{value.GetType().Name}' cannot be kept in a journal."),
    };

    public static object? ToObject(JsonValue json) => json switch
    {
        JsonNull => null,
        JsonString text => text.Value,
        JsonBoolean flag => flag.Value,
        _ => JsonElement.Parse(json.ToUtf8Bytes()),
    };
}
