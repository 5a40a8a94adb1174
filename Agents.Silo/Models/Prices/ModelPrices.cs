using System.Text.RegularExpressions;
using Agents.Client.Prices;
using Agents.Core.Executions;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Models;

/// <summary>What models cost: the built-in file, with the operator's own file over it, and over both what was set while the silo ran.</summary>
public sealed partial class ModelPrices
{
    private const string AnyModel = "*";

    private readonly Dictionary<(string Provider, string Model), KnownPrice> _configured = [];

    private volatile Dictionary<(string Provider, string Model), KnownPrice> _prices;

    /// <exception cref="InvalidOperationException">The operator's own file is wrong; the message says where.</exception>
    public ModelPrices(IOptions<ModelProviderOptions> options)
    {
        using var builtIn = typeof(ModelPrices).Assembly.GetManifestResourceStream("Agents.Silo.Models.Prices.prices.json")!;
        Lay(_configured, PriceFile.Read(builtIn), PriceOrigins.BuiltIn);
        if (options.Value.PricesFile is { } file)
        {
            LayOwn(file);
        }

        _prices = _configured;
    }

    /// <summary>All prices, by provider and model.</summary>
    internal IEnumerable<(string Provider, string Model, KnownPrice Known)> All
        => _prices.OrderBy(static item => item.Key.Provider, StringComparer.Ordinal).ThenBy(static item => item.Key.Model, StringComparer.Ordinal)
            .Select(static item => (item.Key.Provider, item.Key.Model, item.Value));

    /// <summary>Lays prices over the configured ones, in the place of those that were laid before; calls that are under way may still cost what they did.</summary>
    internal void Use(PriceFile set)
    {
        var prices = new Dictionary<(string Provider, string Model), KnownPrice>(_configured);
        Lay(prices, set, PriceOrigins.Settings);
        _prices = prices;
    }

    /// <summary>What a call costs in US dollars; null where the model's price is unknown: unknown is not free.</summary>
    public decimal? CostOf(string provider, string model, TokenUsage usage) => Find(provider, model)?.CostOf(usage);

    /// <summary>The same for a call without a cache.</summary>
    public decimal? CostOf(string provider, string model, long inputTokens, long outputTokens) => CostOf(provider, model, new TokenUsage(inputTokens, outputTokens, null, 1));

    /// <summary>The most that so many tokens can cost in US dollars; null where the model's price is unknown.</summary>
    public decimal? MostOf(string provider, string model, long inputTokens, long outputTokens) => Find(provider, model)?.MostOf(inputTokens, outputTokens);

    /// <summary>A model's price; null where it is unknown.</summary>
    public ModelPrice? Find(string provider, string model)
    {
        var prices = _prices;
        // Vendors sell dated snapshots (gpt-4o-mini-2024-07-18, claude-haiku-4-5-20251001) at the price of the model, unless the file knows better.
        return (prices.GetValueOrDefault((provider, model))
            ?? prices.GetValueOrDefault((provider, SnapshotDate().Replace(model, "")))
            ?? prices.GetValueOrDefault((provider, AnyModel)))?.Price;
    }

    private void LayOwn(string file)
    {
        try
        {
            using var own = File.OpenRead(file);
            Lay(_configured, PriceFile.Read(own), PriceOrigins.File);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidOperationException($"{ModelProviderOptions.Section}:PricesFile '{file}' is wrong. {exception.Message}", exception);
        }
    }

    private static void Lay(Dictionary<(string Provider, string Model), KnownPrice> prices, PriceFile file, string origin)
    {
        foreach (var (provider, models) in file.Prices)
        {
            foreach (var (model, price) in models)
            {
                prices[(provider, model)] = new KnownPrice(price with { AsOf = price.AsOf ?? file.AsOf, Source = price.Source ?? file.Sources.GetValueOrDefault(provider) }, origin);
            }
        }
    }

    [GeneratedRegex(@"-\d{4}-?\d{2}-?\d{2}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SnapshotDate();
}

/// <summary>A price and where it comes from.</summary>
/// <param name="Price">The price.</param>
/// <param name="Origin">One of <see cref="PriceOrigins"/>.</param>
internal sealed record KnownPrice(ModelPrice Price, string Origin);
