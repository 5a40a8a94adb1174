using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark;

/// <summary>The names that every program of a dialect has.</summary>
internal static class Universe
{
    private static readonly FrozenDictionary<string, StarlarkValue> Functions = AllFunctions();

    private static readonly FrozenDictionary<string, StarlarkValue> Constants = new Dictionary<string, StarlarkValue>
    {
        ["None"] = StarlarkNone.Instance,
        ["True"] = StarlarkBool.True,
        ["False"] = StarlarkBool.False,
        ["null"] = StarlarkNone.Instance,
        ["true"] = StarlarkBool.True,
        ["false"] = StarlarkBool.False,
    }.ToFrozenDictionary();

    public static bool Knows(StarlarkDialect dialect, string name) => Constant(dialect, name) is not null || TryGet(dialect.Features, name, out _);

    /// <summary>A constant that no scope hides.</summary>
    public static StarlarkValue? Constant(StarlarkDialect dialect, string name)
        => char.IsUpper(name[0]) || dialect.Has(StarlarkFeatures.JsonNames) ? Constants.GetValueOrDefault(name) : null;

    public static bool TryGet(StarlarkFeatures features, string name, [NotNullWhen(true)] out StarlarkValue? value)
    {
        value = null;
        var known = name switch
        {
            "json" => (features & StarlarkFeatures.Json) != StarlarkFeatures.None,
            "sum" => (features & StarlarkFeatures.Sum) != StarlarkFeatures.None,
            _ => true,
        };
        return known && Functions.TryGetValue(name, out value);
    }

    public static IEnumerable<string> Names(StarlarkFeatures features) => Functions.Keys.Where(name => TryGet(features, name, out _));

    private static FrozenDictionary<string, StarlarkValue> AllFunctions()
    {
        StarlarkBuiltin[] functions = [.. ConversionFunctions.All, .. SequenceFunctions.All, .. AttributeFunctions.All, .. OutputFunctions.All];
        return functions.ToDictionary<StarlarkBuiltin, string, StarlarkValue>(function => function.Name, function => function)
            .Append(new("json", JsonModule.Instance))
            .ToFrozenDictionary();
    }
}
