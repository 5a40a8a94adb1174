using System.Globalization;

namespace Agents.Dashboard.Display;

/// <summary>US dollars: two significant digits below a cent, so that what cost something never reads as nothing.</summary>
internal static class MoneyText
{
    public const string Unknown = "unknown";

    private const decimal Least = 0.000001m;

    public static string Of(decimal? cost) => cost switch
    {
        null => Unknown,
        0 => "$0",
        < Least => "< $0.000001",
        < 0.01m => $"${TwoDigits(cost.Value)}",
        < 1 => $"${cost.Value:0.000}",
        _ => string.Create(CultureInfo.InvariantCulture, $"${cost.Value:#,0.00}"),
    };

    private static string TwoDigits(decimal cost)
    {
        var decimals = (int)Math.Ceiling(-Math.Log10((double)cost)) + 1;
        return cost.ToString("0." + new string('0', decimals), CultureInfo.InvariantCulture);
    }
}
