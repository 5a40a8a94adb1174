using System.Data.Common;
using System.Text.RegularExpressions;

namespace Agents.Silo.Secrets;

/// <summary>Secrets in configuration and environment, told by the names of their settings; and what addresses and connection strings carry.</summary>
internal static partial class ConfiguredSecrets
{
    // A name alone is a guess: a short word is not taken out of all texts for it.
    private const int Shortest = 8;

    public static IEnumerable<string> In(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(static setting => setting.Value is { Length: >= Shortest })
        .SelectMany(static setting => Of(setting.Key, setting.Value!))
        .Where(static value => value.Length >= Shortest)
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Of(string key, string value)
        => SecretName().IsMatch(key) ? [value, value.Trim()]
            : HeadersName().IsMatch(key) ? value.Split(',').Select(static header => header[(header.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim())
            : value.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(value.Trim(), UriKind.Absolute, out var address) ? OfAddress(address)
            : value.Contains("assword", StringComparison.OrdinalIgnoreCase) ? OfConnectionString(value)
            : [];

    private static IEnumerable<string> OfAddress(Uri address)
    {
        var user = address.UserInfo.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? address.UserInfo[(colon + 1)..] : "";
        return address.Query.TrimStart('?').Split('&').Select(static pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]).Append(user)
            .SelectMany(static written => new[] { written, Uri.UnescapeDataString(written) });
    }

    private static IEnumerable<string> OfConnectionString(string value)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = value;
        }
        catch (ArgumentException)
        {
            // A text about passwords is no connection string.
            return [];
        }

        return parts.Keys!.Cast<string>().Where(static key => key.Contains("password", StringComparison.OrdinalIgnoreCase)).Select(key => parts[key].ToString() ?? "");
    }

    [GeneratedRegex("(key|secret|token|password|passwd|credential|credentials)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SecretName();

    [GeneratedRegex("(^|_|:)headers$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex HeadersName();
}
