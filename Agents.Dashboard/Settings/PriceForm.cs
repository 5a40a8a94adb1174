using System.Globalization;
using Agents.Client.Prices;

namespace Agents.Dashboard.Settings;

/// <summary>Changes of the server's own prices: it takes all of them at once.</summary>
internal static class PriceForm
{
    /// <summary>All own prices with the form's over them; null where a field is no number.</summary>
    public static SetPrices? With(PriceList known, IFormCollection form)
    {
        if (!TryNumber(form, "input", out var input) || !TryNumber(form, "output", out var output) || !TryNumber(form, "cached_input", out var cached) || input is null || output is null)
        {
            return null;
        }

        var price = new PriceRecord(form["provider"].ToString().Trim(), form["model"].ToString().Trim(), input.Value, output.Value, PriceOrigins.Settings) { CachedInput = cached };
        return Of(Own(known).Where(other => (other.Provider, other.Model) != (price.Provider, price.Model)).Append(price));
    }

    /// <summary>All own prices but the one that the form names.</summary>
    public static SetPrices Without(PriceList known, IFormCollection form) => Of(Own(known).Where(price => $"{price.Provider}/{price.Model}" != form["price"]));

    private static IEnumerable<PriceRecord> Own(PriceList known) => known.Items.Where(static price => price.Origin == PriceOrigins.Settings);

    private static SetPrices Of(IEnumerable<PriceRecord> prices) => new(prices.GroupBy(static price => price.Provider).ToDictionary(
        static provider => provider.Key,
        static provider => (IReadOnlyDictionary<string, PriceTerms>)provider.ToDictionary(static price => price.Model, static price => price.ToTerms())));

    private static bool TryNumber(IFormCollection form, string name, out decimal? number)
    {
        var text = form[name].ToString().Trim();
        number = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) ? read : null;
        return text.Length == 0 || number is not null;
    }
}
