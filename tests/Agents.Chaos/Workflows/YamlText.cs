using System.Text;
using Agents.Core.Json;

namespace Agents.Chaos.Workflows;

/// <summary>Writes a value as the YAML that a person would write: blocks, one key per line.</summary>
internal static class YamlText
{
    public static string Of(JsonValue value)
    {
        var text = new StringBuilder();
        Write(text, value, "");
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonValue value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } members:
                foreach (var (key, member) in members)
                {
                    text.Append(indent).Append(key).Append(':');
                    After(text, member, indent);
                }

                break;
            case JsonArray { Count: > 0 } items:
                foreach (var item in items)
                {
                    text.Append(indent).Append('-');
                    After(text, item, indent);
                }

                break;
            default:
                text.Append(indent).Append(value.ToJson()).Append('\n');
                break;
        }
    }

    private static void After(StringBuilder text, JsonValue value, string indent)
    {
        if (value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            text.Append('\n');
            Write(text, value, indent + "  ");
        }
        else
        {
            text.Append(' ').Append(value.ToJson()).Append('\n');
        }
    }
}
