using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

/// <summary>Applies a schema to one child and marks the child as looked at.</summary>
internal static class Children
{
    public static bool Check(SchemaNode schema, JsonArray array, int index, ValidationPass pass, Evaluated? evaluated)
    {
        evaluated?.Mark(index);
        pass.Into(index);
        var valid = schema.Validate(array[index], pass, null);
        pass.Out();
        return valid;
    }

    public static bool Check(SchemaNode schema, JsonObject document, int index, ValidationPass pass, Evaluated? evaluated)
    {
        evaluated?.Mark(index);
        var (key, value) = document.Members[index];
        pass.Into(key);
        var valid = schema.Validate(value, pass, null);
        pass.Out();
        return valid;
    }

    /// <summary>Reports a property that must not be there, with a guess at what was meant.</summary>
    public static bool RefuseProperty(Keyword keyword, string key, JsonObject document, IEnumerable<string> known, ValidationPass pass)
    {
        if (!pass.Collects)
        {
            return false;
        }

        var closest = Suggestion.Nearest(key, known.Where(name => !document.ContainsKey(name)));
        pass.Into(key);
        pass.Fail(keyword, new Problem($"The property '{key}' is not allowed here.") { Hint = closest is null ? null : $"Did you mean '{closest}'?" });
        pass.Out();
        return false;
    }
}
