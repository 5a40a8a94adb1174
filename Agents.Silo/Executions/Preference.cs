using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Agents.Silo.Executions;

/// <summary>The header <c>Prefer</c> (RFC 7240).</summary>
internal static class Preference
{
    /// <summary>The longest wait that is honoured; longer ones are cut to it.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(300);

    /// <summary>How long to wait for the end: <c>Prefer: wait=N</c>; zero where nobody asks. A bare <c>wait</c> is 30 s.</summary>
    public static TimeSpan Wait(StringValues prefer)
    {
        foreach (var part in prefer.SelectMany(static value => (value ?? "").Split([',', ';'], StringSplitOptions.TrimEntries)))
        {
            if (part.Equals("wait", StringComparison.OrdinalIgnoreCase))
            {
                return TimeSpan.FromSeconds(30);
            }

            if (part.StartsWith("wait=", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(part.AsSpan(5), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            {
                return TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds));
            }
        }

        return TimeSpan.Zero;
    }
}
