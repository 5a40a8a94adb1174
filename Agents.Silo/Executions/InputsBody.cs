using Agents.Core.Json;

namespace Agents.Silo.Executions;

/// <summary>The inputs in a request's body, by each of the names that clients use.</summary>
internal static class InputsBody
{
    /// <summary>The field's names, the one that the documents use first.</summary>
    public static readonly IReadOnlyList<string> Names = ["inputs", "input", "input_data"];

    /// <summary>The inputs; none where the body has none.</summary>
    public static JsonObject Of(JsonObject body) => Names.Select(body.Find).OfType<JsonObject>().FirstOrDefault() ?? JsonObject.Empty;

    /// <summary>What is wrong with them; null where nothing is.</summary>
    public static string? Problem(JsonObject body)
        => Names.Select(body.Find).FirstOrDefault(static inputs => inputs is not (null or JsonNull or JsonObject)) is { } wrong
            ? $"'inputs' is an object, not {wrong.TypeName}."
            : null;
}
