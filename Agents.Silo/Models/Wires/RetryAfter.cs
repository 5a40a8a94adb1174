using System.Globalization;

namespace Agents.Silo.Models.Wires;

/// <summary>How long a provider asks to wait.</summary>
internal static class RetryAfter
{
    // Beyond a day it is a mistake or an insult.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>What the headers say: milliseconds, seconds or a date; null where they say nothing that makes sense.</summary>
    public static TimeSpan? Of(WireAnswer answer, DateTimeOffset now)
        => Number(answer.Header("retry-after-ms")) is { } milliseconds ? Sensible(milliseconds / 1_000)
            : answer.Header("retry-after") is not { } text ? null
            : Number(text) is { } seconds ? Sensible(seconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var date) ? Sensible((date - now).TotalSeconds)
            : null;

    /// <summary>A duration as Google writes it, such as <c>34.5s</c>; null where it is none.</summary>
    public static TimeSpan? OfDuration(string? text) => text is [.. var number, 's'] && Number(number) is { } seconds ? Sensible(seconds) : null;

    private static TimeSpan? Sensible(double seconds) => seconds >= 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
