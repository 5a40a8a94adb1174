using System.Globalization;
using Agents.Client.Access;

namespace Agents.Cli.Commands;

/// <summary>Rates as people write them: <c>100/60</c> is a hundred in a minute.</summary>
internal static class RateOption
{
    /// <exception cref="CliException">The text is no rate.</exception>
    public static RateLimit? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return text.Split('/') is [var requests, var seconds]
            && int.TryParse(requests, NumberStyles.None, CultureInfo.InvariantCulture, out var many)
            && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? new RateLimit(many, time)
            : throw new CliException($"'{text}' is no rate. Write one like 100/60: a hundred requests in 60 seconds.");
    }
}
