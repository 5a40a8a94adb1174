using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>Reads <c>webhook {enabled, allowed_methods, default_inputs}</c>.</summary>
internal static class WebhookReader
{
    public static JsonObject? Read(MappingReader? keys, IReadOnlyList<StateField> fields)
    {
        if (keys is null)
        {
            return null;
        }

        keys.Boolean("enabled");
        keys.Texts("allowed_methods");
        var inputs = keys.Mapping("default_inputs");
        foreach (var (name, _, _) in inputs?.Node.Entries ?? [])
        {
            if (fields.All(field => field.Name != name))
            {
                keys.Bag.Warn(
                    DiagnosticCodes.UnknownField, inputs!.Node.KeyPlace(name), $"The webhook's default input '{name}' is no state field.",
                    Suggestion.DidYouMean(name, fields.Select(static field => field.Name)), actual: name);
            }
        }

        keys.Finish("secret", "path", "description");
        return (JsonObject)keys.Node.ToJson();
    }
}
