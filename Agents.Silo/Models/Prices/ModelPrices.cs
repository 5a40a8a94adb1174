using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Models;

/// <summary>What models cost: the built-in file, with the operator's own file over it.</summary>
public sealed partial class ModelPrices
{
    private const string AnyModel = "*";
    private const decimal Million = 1_000_000m;

    private readonly Dictionary<(string Provider, string Model), ModelPrice> _prices = [];

    public ModelPrices(IOptions<ModelProviderOptions> options)
    {
        using var builtIn = typeof(ModelPrices).Assembly.GetManifestResourceStream("Agents.Silo.Models.Prices.prices.json")!;
        Lay(PriceFile.Read(builtIn, "prices.json"));
        if (options.Value.PricesFile is { } file)
        {
            using var own = File.OpenRead(file);
            Lay(PriceFile.Read(own, file));
        }
    }

    /// <summary>What a call costs in US dollars; null where the model's price is unknown: unknown is not free.</summary>
    public decimal? CostOf(string provider, string model, long inputTokens, long outputTokens)
        => Find(provider, model) is { } price ? (inputTokens * price.Input + outputTokens * price.Output) / Million : null;

    // Vendors sell dated snapshots (gpt-4o-mini-2024-07-18) at the price of the model, unless the file knows better.
    private ModelPrice? Find(string provider, string model)
        => _prices.GetValueOrDefault((provider, model))
            ?? _prices.GetValueOrDefault((provider, SnapshotDate().Replace(model, "")))
            ?? _prices.GetValueOrDefault((provider, AnyModel));

    private void Lay(PriceFile file)
    {
        foreach (var (provider, models) in file.Prices)
        {
            foreach (var (model, price) in models)
            {
                _prices[(provider, model)] = price;
            }
        }
    }

    [GeneratedRegex(@"-\d{4}-\d{2}-\d{2}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SnapshotDate();

    private sealed record ModelPrice(decimal Input, decimal Output);

    private sealed record PriceFile(Dictionary<string, Dictionary<string, ModelPrice>> Prices)
    {
        public static PriceFile Read(Stream stream, string name)
        {
            try
            {
                return JsonSerializer.Deserialize<PriceFile>(stream, JsonSerializerOptions.Web) is { Prices: not null } file
                    ? file
                    : throw new InvalidOperationException($"{ModelProviderOptions.Section}:PricesFile '{name}' has no object 'prices'.");
            }
            catch (JsonException exception)
            {
                throw new InvalidOperationException($"{ModelProviderOptions.Section}:PricesFile '{name}' is not a price file: {exception.Message}", exception);
            }
        }
    }
}
