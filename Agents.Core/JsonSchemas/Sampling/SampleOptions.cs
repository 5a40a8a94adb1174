namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>What made-up values look like.</summary>
public sealed record SampleOptions
{
    /// <summary>The defaults.</summary>
    public static readonly SampleOptions Default = new();

    /// <summary>Varies the values: the same seed gives the same value. Default: empty, which prefers the first of everything.</summary>
    public string Seed { get; init; } = "";

    /// <summary>What free text begins with, so that readers see what it is: <c>sample: topic</c>. Default: <c>sample</c>.</summary>
    public string Label { get; init; } = "sample";
}
