using Agents.Core.Diagnostics;
using Agents.Core.Json;

namespace Agents.Core.Formats.Graph;

/// <summary>Reads <c>webhook {enabled, allowed_methods, default_inputs}</c>.</summary>
internal static class WebhookReader
{
    public static JsonObject? Read(MappingReader? keys, GraphFields fields)
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
            if (!fields.Has(name))
            {
                keys.Bag.Warn(
                    DiagnosticCodes.UnknownField, inputs!.Node.KeyPlace(name), $"The webhook's default input '{name}' is no state field.",
                    keys.Bag.DidYouMean(name, fields.Names), actual: name);
            }
        }

        keys.Finish("secret", "path", "description");
        return (JsonObject)keys.Node.ToJson();
    }
}
