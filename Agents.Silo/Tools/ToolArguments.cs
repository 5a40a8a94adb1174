using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary>Short forms for schemas and arguments of built-in tools.</summary>
internal static class ToolArguments
{
    public static JsonObject Schema(params ReadOnlySpan<(string Name, string Type, string Description, bool IsRequired)> parameters)
    {
        var (properties, required) = (new JsonObjectBuilder(parameters.Length), new List<JsonValue>());
        foreach (var (name, type, description, isRequired) in parameters)
        {
            properties.Set(name, JsonObject.Of(("type", type), ("description", description)));
            if (isRequired)
            {
                required.Add(name);
            }
        }

        return JsonObject.Of(("type", "object"), ("properties", properties.Build()), ("required", JsonArray.From(required)), ("additionalProperties", false));
    }

    /// <summary>A text that the schema requires.</summary>
    public static string Text(this JsonObject arguments, string name) => ((JsonString)arguments[name]).Value;

    public static string? OptionalText(this JsonObject? arguments, string name) => (arguments?.Find(name) as JsonString)?.Value;

    public static long? OptionalInteger(this JsonObject arguments, string name)
        => arguments.Find(name) is JsonNumber number && number.TryGetInt64(out var value) ? value : null;
}
