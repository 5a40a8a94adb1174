using System.Text.RegularExpressions;
using Agents.Core.Json;

namespace Agents.Core.AgentFiles;

/// <summary>
/// Dotprompt's short form of schemas: <c>name: string, what it is</c>, <c>tags?(array): string</c>, <c>level(enum, how bad): [low, high]</c>.
/// </summary>
internal static partial class Picoschema
{
    private static readonly string[] Types = ["string", "number", "integer", "boolean", "null", "object", "array"];

    /// <summary>Whether a schema is written in it rather than as JSON Schema.</summary>
    public static bool IsUsed(JsonValue schema) => schema switch
    {
        JsonString => true,
        JsonObject keys => !(keys.Find("type") switch
        {
            JsonString type => Types.Contains(type.Value),
            JsonArray => true,
            _ => keys.Find("properties") is JsonObject || keys.Find("$ref") is JsonString || keys.Find("$schema") is JsonString,
        }),
        _ => false,
    };

    /// <summary>The JSON Schema that it stands for.</summary>
    /// <exception cref="FormatException">It is neither; the message names the key.</exception>
    public static JsonObject ToJsonSchema(JsonValue schema) => schema switch
    {
        JsonString text => Scalar(text.Value),
        JsonObject keys => Object(keys),
        _ => throw new FormatException($"'{schema.ToJson()}' is no type. Write 'name: string', or a JSON Schema."),
    };

    private static JsonObject Object(JsonObject keys)
    {
        var (properties, required, others) = (new JsonObjectBuilder(keys.Count), new List<JsonValue>(), (JsonValue?)null);
        foreach (var (key, value) in keys)
        {
            if (key == "(*)")
            {
                others = ToJsonSchema(value);
                continue;
            }

            var found = Key().Match(key);
            if (!found.Success)
            {
                throw new FormatException($"'{key}' is no name of a field. Write 'name', 'name?' or 'name(array, what it is)'.");
            }

            var name = found.Groups["name"].Value.Trim();
            properties.Set(name, Described(Field(found.Groups["kind"].Value.Trim(), name, value), found.Groups["text"].Value.Trim()));
            if (!found.Groups["optional"].Success)
            {
                required.Add(name);
            }
        }

        var schema = JsonObject.Of(("type", "object"), ("properties", properties.Build()));
        schema = others is null ? schema : schema.With("additionalProperties", others);
        return required.Count == 0 ? schema : schema.With("required", JsonArray.From(required));
    }

    private static JsonObject Field(string kind, string name, JsonValue value) => kind switch
    {
        "" => ToJsonSchema(value),
        "array" => JsonObject.Of(("type", "array"), ("items", ToJsonSchema(value))),
        "object" => value is JsonObject keys ? Object(keys) : throw new FormatException($"'{name}' is an object, whose fields are missing."),
        "enum" => value is JsonArray values ? JsonObject.Of(("enum", values)) : throw new FormatException($"'{name}' is an enum: give its values as a list."),
        _ => throw new FormatException($"'{kind}' of '{name}' is neither array, object nor enum."),
    };

    private static JsonObject Scalar(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var type = (comma < 0 ? text : text[..comma]).Trim();
        var schema = type == "any" ? JsonObject.Empty
            : Types.Contains(type) ? JsonObject.Of(("type", type))
            : throw new FormatException($"There is no type '{type}'. The types are string, number, integer, boolean, null and any.");
        return Described(schema, comma < 0 ? "" : text[(comma + 1)..].Trim());
    }

    private static JsonObject Described(JsonObject schema, string text) => text.Length == 0 ? schema : schema.With("description", text);

    [GeneratedRegex(@"^(?<name>[^?()]+)(?<optional>\?)?(\((?<kind>[^,)]+)(,(?<text>[^)]*))?\))?$")]
    private static partial Regex Key();
}
