namespace Agents.Starlark;

/// <summary>What an expression's surroundings make of its value.</summary>
internal sealed record Demand(StarlarkUseKind Kind, bool Required = false)
{
    public static readonly Demand None = new(StarlarkUseKind.Unknown);
    public static readonly Demand Truth = new(StarlarkUseKind.Truth);
    public static readonly Demand Text = new(StarlarkUseKind.String, Required: true);
    public static readonly Demand Number = new(StarlarkUseKind.Number, Required: true);
    public static readonly Demand Integer = new(StarlarkUseKind.Integer, Required: true);
    public static readonly Demand Mapping = new(StarlarkUseKind.Mapping, Required: true);

    public IReadOnlyList<StarlarkValue> Literals { get; init; } = [];

    /// <summary>What is made of every item; null where nothing is.</summary>
    public Demand? Element { get; init; }

    /// <summary>Where the value goes in the program's own; null for nowhere.</summary>
    public IReadOnlyList<string>? PartOf { get; init; }

    public static Demand ListOf(Demand? element) => new(StarlarkUseKind.List, Required: true) { Element = element };
}
