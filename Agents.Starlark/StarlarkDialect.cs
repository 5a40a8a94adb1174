namespace Agents.Starlark;

/// <summary>
/// Which language a program is written in: the Starlark of the specification, plus the extras switched on.
/// Compared by value, so it can be part of a cache key.
/// </summary>
/// <param name="Features">The extras; <see cref="StarlarkFeatures.None"/> is the specification's language.</param>
public sealed record StarlarkDialect(StarlarkFeatures Features)
{
    /// <summary>The language of the specification, nothing added.</summary>
    public static StarlarkDialect Standard { get; } = new(StarlarkFeatures.None);

    /// <summary>Conditions and templates of the state-machine format.</summary>
    public static StarlarkDialect Conditions { get; } = new(
        StarlarkFeatures.DotAccess | StarlarkFeatures.JsonNames | StarlarkFeatures.Json | StarlarkFeatures.Sum);

    /// <summary>Routing logic of the graph format: <see cref="Conditions"/> with chained comparisons.</summary>
    public static StarlarkDialect GraphConditions { get; } = new(Conditions.Features | StarlarkFeatures.ChainedComparisons);

    /// <summary>The <c>transform</c> and <c>code</c> programs: <see cref="Conditions"/>, control flow and rebinding at top level, f-strings.</summary>
    public static StarlarkDialect Programs { get; } = new(
        Conditions.Features | StarlarkFeatures.TopLevelControl | StarlarkFeatures.TopLevelRebinding | StarlarkFeatures.FStrings);

    internal bool Has(StarlarkFeatures feature) => (Features & feature) != StarlarkFeatures.None;
}
