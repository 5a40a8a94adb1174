using Agents.Core.Json;

namespace Agents.Core.Secrets;

/// <summary>Takes secrets out of JSON: out of every string, keys included.</summary>
public static class SecretJson
{
    /// <summary>The value without secrets: the same object where there is none.</summary>
    public static JsonValue Redact(this SecretText secrets, JsonValue value) => value switch
    {
        JsonString text => secrets.Redact(text.Value) is var clean && ReferenceEquals(clean, text.Value) ? text : (JsonValue)clean,
        JsonObject document => secrets.Redact(document),
        JsonArray array => Items(secrets, array),
        _ => value,
    };

    /// <summary>The object without secrets: the same one where there is none.</summary>
    public static JsonObject Redact(this SecretText secrets, JsonObject document)
    {
        foreach (var (key, value) in document.Members)
        {
            if (!ReferenceEquals(secrets.Redact(value), value) || !ReferenceEquals(secrets.Redact(key), key))
            {
                return JsonObject.From(document.Select(member => KeyValuePair.Create(secrets.Redact(member.Key), secrets.Redact(member.Value))));
            }
        }

        return document;
    }

    private static JsonArray Items(SecretText secrets, JsonArray array)
    {
        for (var index = 0; index < array.Count; index++)
        {
            if (!ReferenceEquals(secrets.Redact(array[index]), array[index]))
            {
                return JsonArray.From(array.Select(item => secrets.Redact(item)));
            }
        }

        return array;
    }
}
