using Agents.Core.Json;

namespace Agents.Silo.Models.StructuredOutput;

/// <summary>The output of an agent without a schema: its text, read as JSON where all of it is a JSON object or array (in a fence or not).</summary>
internal static class AgentText
{
    public static JsonValue Read(string text)
    {
        if (!MayBeJson(text))
        {
            return text;
        }

        return JsonValue.TryParse(JsonRepair.Unfence(text), out var value) && value.Kind is JsonKind.Object or JsonKind.Array ? value : text;
    }

    private static bool MayBeJson(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed is ['{', .., '}'] or ['[', .., ']'] or ['`', '`', '`', .., '`', '`', '`'];
    }
}
