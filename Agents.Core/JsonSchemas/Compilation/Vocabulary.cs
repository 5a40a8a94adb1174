using System.Collections.Frozen;
using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>The vocabularies of draft 2020-12.</summary>
internal static class Vocabulary
{
    public const string Core = Prefix + "core";

    public const string Applicator = Prefix + "applicator";

    public const string Unevaluated = Prefix + "unevaluated";

    public const string Validation = Prefix + "validation";

    public const string FormatAnnotation = Prefix + "format-annotation";

    public const string FormatAssertion = Prefix + "format-assertion";

    /// <summary>What the standard's own meta-schema lists.</summary>
    public static readonly FrozenSet<string> Standard =
        FrozenSet.Create(Core, Applicator, Unevaluated, Validation, FormatAnnotation, Prefix + "content", Prefix + "meta-data");

    private const string Prefix = "https://json-schema.org/draft/2020-12/vocab/";

    /// <summary>The vocabularies that a meta-schema turns on. One that it requires and nobody here knows is an error, as the standard demands.</summary>
    public static FrozenSet<string> Read(JsonObject vocabularies, string pointer)
    {
        foreach (var (name, required) in vocabularies)
        {
            if (required is JsonBoolean { Value: true } && !Standard.Contains(name) && name != FormatAssertion)
            {
                throw new SchemaException(pointer, $"The meta-schema requires the vocabulary '{name}', which is not supported.");
            }
        }

        return vocabularies.Keys.Append(Core).ToFrozenSet(StringComparer.Ordinal);
    }
}
