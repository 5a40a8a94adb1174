using System.Collections.Frozen;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>How a keyword's value holds schemas.</summary>
[Flags]
internal enum SubschemaShapes
{
    None = 0,
    One = 1,
    List = 2,
    Map = 4,
}

/// <summary>Which keywords hold schemas, per draft.</summary>
internal static class SubschemaShape
{
    private static readonly FrozenDictionary<string, SubschemaShapes> Draft7 = new Dictionary<string, SubschemaShapes>(StringComparer.Ordinal)
    {
        ["additionalItems"] = SubschemaShapes.One,
        ["additionalProperties"] = SubschemaShapes.One,
        ["allOf"] = SubschemaShapes.List,
        ["anyOf"] = SubschemaShapes.List,
        ["contains"] = SubschemaShapes.One,
        ["definitions"] = SubschemaShapes.Map,
        ["dependencies"] = SubschemaShapes.Map,
        ["else"] = SubschemaShapes.One,
        ["if"] = SubschemaShapes.One,
        ["items"] = SubschemaShapes.One | SubschemaShapes.List,
        ["not"] = SubschemaShapes.One,
        ["oneOf"] = SubschemaShapes.List,
        ["patternProperties"] = SubschemaShapes.Map,
        ["properties"] = SubschemaShapes.Map,
        ["propertyNames"] = SubschemaShapes.One,
        ["then"] = SubschemaShapes.One,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, SubschemaShapes> Draft202012 = new Dictionary<string, SubschemaShapes>(Draft7, StringComparer.Ordinal)
    {
        ["$defs"] = SubschemaShapes.Map,
        ["contentSchema"] = SubschemaShapes.One,
        ["dependentSchemas"] = SubschemaShapes.Map,
        ["items"] = SubschemaShapes.One,
        ["prefixItems"] = SubschemaShapes.List,
        ["unevaluatedItems"] = SubschemaShapes.One,
        ["unevaluatedProperties"] = SubschemaShapes.One,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static SubschemaShapes Of(string keyword, bool isDraft7) => (isDraft7 ? Draft7 : Draft202012).GetValueOrDefault(keyword);
}
