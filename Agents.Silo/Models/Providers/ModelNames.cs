using System.Text.Json;

namespace Agents.Silo.Models;

/// <summary>Reads the names from lists of models.</summary>
internal static class ModelNames
{
    /// <summary>The names in the list under a key; null where there is no such list.</summary>
    public static IEnumerable<string>? In(JsonElement answer, string list, string name)
        => answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(list, out var models) && models.ValueKind == JsonValueKind.Array
            ? models.EnumerateArray().Select(model => NameOf(model, name)).OfType<string>()
            : null;

    private static string? NameOf(JsonElement model, string name)
        => model.ValueKind == JsonValueKind.Object && model.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
