using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Agents.Cli.Commands;

/// <summary>Durations as workflow files write them: <c>500ms 30s 5m 1h30m</c>.</summary>
internal static partial class DurationOption
{
    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = static result =>
        {
            var text = result.Tokens.Single().Value;
            if (TryParse(text, out var duration))
            {
                return duration;
            }

            result.AddError($"'{text}' is not a duration. Write one like 500ms, 30s, 5m or 1h30m.");
            return null;
        },
    };

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var match = Duration().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return false;
        }

        duration = TimeSpan.FromHours(NumberOf(match, "h")) + TimeSpan.FromMinutes(NumberOf(match, "m")) + TimeSpan.FromSeconds(NumberOf(match, "s"))
            + TimeSpan.FromMilliseconds(NumberOf(match, "ms"));
        return duration > TimeSpan.Zero;
    }

    private static double NumberOf(Match match, string unit) => match.Groups[unit].Success ? double.Parse(match.Groups[unit].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^((?<h>\d{1,5})h)?((?<m>\d{1,6})m(?!s))?((?<s>\d{1,7}(\.\d+)?)s)?((?<ms>\d{1,9})ms)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Duration();
}
