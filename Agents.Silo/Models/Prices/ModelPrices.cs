using System.Text.RegularExpressions;
using Agents.Core.Executions;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Models;

/// <summary>What models cost: the built-in file, with the operator's own file over it.</summary>
public sealed partial class ModelPrices
{
    private const string AnyModel = "*";

    private readonly Dictionary<(string Provider, string Model), ModelPrice> _prices = [];

    /// <exception cref="InvalidOperationException">The operator's own file is wrong; the message says where.</exception>
    public ModelPrices(IOptions<ModelProviderOptions> options)
    {
        using var builtIn = typeof(ModelPrices).Assembly.GetManifestResourceStream("Agents.Silo.Models.Prices.prices.json")!;
        Lay(PriceFile.Read(builtIn));
        if (options.Value.PricesFile is { } file)
        {
            LayOwn(file);
        }
    }

    /// <summary>What a call costs in US dollars; null where the model's price is unknown: unknown is not free.</summary>
    public decimal? CostOf(string provider, string model, TokenUsage usage) => Find(provider, model)?.CostOf(usage);

    /// <summary>The same for a call without a cache.</summary>
    public decimal? CostOf(string provider, string model, long inputTokens, long outputTokens) => CostOf(provider, model, new TokenUsage(inputTokens, outputTokens, null, 1));

    /// <summary>The most that so many tokens can cost in US dollars; null where the model's price is unknown.</summary>
    public decimal? MostOf(string provider, string model, long inputTokens, long outputTokens) => Find(provider, model)?.MostOf(inputTokens, outputTokens);

    /// <summary>A model's price; null where it is unknown.</summary>
    public ModelPrice? Find(string provider, string model)
        // Vendors sell dated snapshots (gpt-4o-mini-2024-07-18, claude-haiku-4-5-20251001) at the price of the model, unless the file knows better.
        => _prices.GetValueOrDefault((provider, model))
            ?? _prices.GetValueOrDefault((provider, SnapshotDate().Replace(model, "")))
            ?? _prices.GetValueOrDefault((provider, AnyModel));

    private void LayOwn(string file)
    {
        try
        {
            using var own = File.OpenRead(file);
            Lay(PriceFile.Read(own));
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidOperationException($"{ModelProviderOptions.Section}:PricesFile '{file}' is wrong. {exception.Message}", exception);
        }
    }

    private void Lay(PriceFile file)
    {
        foreach (var (provider, models) in file.Prices)
        {
            foreach (var (model, price) in models)
            {
                _prices[(provider, model)] = price with { AsOf = price.AsOf ?? file.AsOf, Source = price.Source ?? file.Sources.GetValueOrDefault(provider) };
            }
        }
    }

    [GeneratedRegex(@"-\d{4}-?\d{2}-?\d{2}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SnapshotDate();
}
