using System.Collections.Frozen;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Keywords;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>Makes a keyword from how it is written; null where it says nothing there.</summary>
internal delegate Keyword? KeywordFactory(KeywordSource source);

/// <summary>How a keyword is made, and when it runs among its siblings.</summary>
internal sealed record KeywordEntry(KeywordFactory Make, int Order);

/// <summary>The keywords of each draft.</summary>
internal static class KeywordTable
{
    private static readonly (string Name, KeywordFactory Make)[] Validation =
    [
        ("type", static source => new TypeKeyword(source)),
        ("enum", static source => new EnumKeyword(source)),
        ("const", static source => new ConstKeyword(source)),
        ("multipleOf", static source => new MultipleOfKeyword(source)),
        ("minimum", BoundKeyword.Minimum),
        ("maximum", BoundKeyword.Maximum),
        ("exclusiveMinimum", BoundKeyword.ExclusiveMinimum),
        ("exclusiveMaximum", BoundKeyword.ExclusiveMaximum),
        ("minLength", static source => new CountKeyword(source, JsonKind.String, "character", isMinimum: true)),
        ("maxLength", static source => new CountKeyword(source, JsonKind.String, "character", isMinimum: false)),
        ("pattern", static source => new PatternKeyword(source)),
        ("minItems", static source => new CountKeyword(source, JsonKind.Array, "item", isMinimum: true)),
        ("maxItems", static source => new CountKeyword(source, JsonKind.Array, "item", isMinimum: false)),
        ("uniqueItems", static source => new UniqueItemsKeyword(source)),
        ("minProperties", static source => new CountKeyword(source, JsonKind.Object, "key", isMinimum: true)),
        ("maxProperties", static source => new CountKeyword(source, JsonKind.Object, "key", isMinimum: false)),
        ("required", static source => new RequiredKeyword(source)),
    ];

    private static readonly (string Name, KeywordFactory Make)[] Applicators =
    [
        ("properties", static source => new PropertiesKeyword(source)),
        ("patternProperties", static source => new PatternPropertiesKeyword(source)),
        ("additionalProperties", static source => new AdditionalPropertiesKeyword(source)),
        ("propertyNames", static source => new PropertyNamesKeyword(source)),
        ("contains", static source => new ContainsKeyword(source)),
        ("allOf", static source => new AllOfKeyword(source)),
        ("anyOf", static source => new AnyOfKeyword(source)),
        ("oneOf", static source => new OneOfKeyword(source)),
        ("not", static source => new NotKeyword(source)),
        ("if", static source => new IfKeyword(source)),
    ];

    private static readonly (string Name, KeywordFactory Make)[] Dependencies =
        [("dependencies", static source => new DependenciesKeyword(source))];

    private static readonly (string Name, KeywordFactory Make)[] Draft7 =
    [
        ("items", ItemsKeyword.Draft7),
        ("additionalItems", ItemsKeyword.Additional),
    ];

    private static readonly (string Name, KeywordFactory Make)[] Draft202012Applicators =
    [
        ("prefixItems", static source => new PrefixItemsKeyword(source)),
        ("items", ItemsKeyword.AfterPrefix),
        ("dependentSchemas", static source => new DependentSchemasKeyword(source)),
    ];

    private static readonly (string Name, KeywordFactory Make)[] Unevaluated =
    [
        ("unevaluatedItems", static source => new UnevaluatedItemsKeyword(source)),
        ("unevaluatedProperties", static source => new UnevaluatedPropertiesKeyword(source)),
    ];

    private static readonly (string Name, KeywordFactory Make)[] Reference = [("$ref", static source => new RefKeyword(source))];

    private static readonly (string Name, KeywordFactory Make)[] DynamicReference = [("$dynamicRef", static source => new DynamicRefKeyword(source))];

    private static readonly (string Name, KeywordFactory Make)[] DependentRequired =
        [("dependentRequired", static source => new DependentRequiredKeyword(source))];

    private static readonly (string Name, KeywordFactory Make)[] Format = [("format", FormatKeyword.Make)];

    /// <summary>The keywords of draft-07, or of draft 2020-12 with these vocabularies. What is unevaluated is known only at the end.</summary>
    public static FrozenDictionary<string, KeywordEntry> For(bool isDraft7, FrozenSet<string>? vocabularies)
    {
        IEnumerable<(string Name, KeywordFactory Make)> keywords = isDraft7
            ? [.. Validation, .. Format, .. Reference, .. Applicators, .. Draft7, .. Dependencies]
            : For(vocabularies!);
        return keywords.Select(static (keyword, order) => (keyword.Name, Entry: new KeywordEntry(keyword.Make, order)))
            .ToFrozenDictionary(static pair => pair.Name, static pair => pair.Entry, StringComparer.Ordinal);
    }

    private static IEnumerable<(string Name, KeywordFactory Make)> For(FrozenSet<string> vocabularies) =>
    [
        .. vocabularies.Contains(Vocabulary.Validation) ? [.. Validation, .. DependentRequired] : Array.Empty<(string, KeywordFactory)>(),
        .. vocabularies.Contains(Vocabulary.FormatAnnotation) || vocabularies.Contains(Vocabulary.FormatAssertion) ? Format : [],
        .. Reference,
        .. DynamicReference,
        .. vocabularies.Contains(Vocabulary.Applicator) ? [.. Applicators, .. Draft202012Applicators, .. Dependencies] : Array.Empty<(string, KeywordFactory)>(),
        .. vocabularies.Contains(Vocabulary.Unevaluated) ? Unevaluated : [],
    ];
}
