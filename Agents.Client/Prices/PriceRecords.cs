namespace Agents.Client.Prices;

/// <summary>What models cost, as <c>GET /settings/prices</c> answers.</summary>
/// <param name="Items">By provider and model.</param>
/// <param name="UpdatedAt">When prices were last set, in UTC; null where they never were.</param>
public sealed record PriceList(IReadOnlyList<PriceRecord> Items, DateTimeOffset? UpdatedAt);

/// <summary>What a model costs, in US dollars per million tokens.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model; <c>*</c> stands for every other one of the provider.</param>
/// <param name="Input">Input that is in no cache.</param>
/// <param name="Output">Output, thoughts included.</param>
/// <param name="Origin">One of <see cref="PriceOrigins"/>.</param>
public sealed record PriceRecord(string Provider, string Model, decimal Input, decimal Output, string Origin)
{
    /// <summary>Input that the provider had in its cache; null means that it is no cheaper.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>Input that the provider puts into its cache; null means that it is no dearer.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>Prices of calls with a long prompt; null means that the length does not matter.</summary>
    public LongPromptPriceRecord? LongPrompt { get; init; }

    /// <summary>The day on which the price was read, as yyyy-MM-dd; null where nobody says.</summary>
    public string? AsOf { get; init; }

    /// <summary>Where it was read; null where nobody says.</summary>
    public string? Source { get; init; }

    /// <summary>The same as it is set.</summary>
    public PriceTerms ToTerms() => new(Input, Output) { CachedInput = CachedInput, CacheWrite = CacheWrite, LongPrompt = LongPrompt, AsOf = AsOf, Source = Source };
}

/// <summary>Prices of calls whose prompt is longer than a limit.</summary>
/// <param name="Above">The limit in tokens.</param>
/// <param name="Input">As <see cref="PriceRecord.Input"/>.</param>
/// <param name="Output">As <see cref="PriceRecord.Output"/>.</param>
public sealed record LongPromptPriceRecord(long Above, decimal Input, decimal Output)
{
    /// <summary>As <see cref="PriceRecord.CachedInput"/>.</summary>
    public decimal? CachedInput { get; init; }
}

/// <summary>Where a price comes from. Each goes before the one above it.</summary>
public static class PriceOrigins
{
    /// <summary>It came with the program.</summary>
    public const string BuiltIn = "built_in";

    /// <summary>The file that <c>Models:PricesFile</c> names.</summary>
    public const string File = "file";

    /// <summary>It was set here.</summary>
    public const string Settings = "settings";
}

/// <summary>The body of <c>PUT /settings/prices</c>, and the form of price files: all that lies over the configured prices.</summary>
/// <param name="Prices">By provider, then by model.</param>
public sealed record SetPrices(IReadOnlyDictionary<string, IReadOnlyDictionary<string, PriceTerms>> Prices)
{
    /// <summary>The day of the prices that do not say it themselves; null where nobody says.</summary>
    public string? AsOf { get; init; }
}

/// <summary>What a model costs, in US dollars per million tokens; the fields are those of <see cref="PriceRecord"/>.</summary>
/// <param name="Input">Input that is in no cache.</param>
/// <param name="Output">Output, thoughts included.</param>
public sealed record PriceTerms(decimal Input, decimal Output)
{
    /// <inheritdoc cref="PriceRecord.CachedInput"/>
    public decimal? CachedInput { get; init; }

    /// <inheritdoc cref="PriceRecord.CacheWrite"/>
    public decimal? CacheWrite { get; init; }

    /// <inheritdoc cref="PriceRecord.LongPrompt"/>
    public LongPromptPriceRecord? LongPrompt { get; init; }

    /// <inheritdoc cref="PriceRecord.AsOf"/>
    public string? AsOf { get; init; }

    /// <inheritdoc cref="PriceRecord.Source"/>
    public string? Source { get; init; }
}
