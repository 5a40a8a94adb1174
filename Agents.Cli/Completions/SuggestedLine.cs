using System.Globalization;
using System.Text.RegularExpressions;

namespace Agents.Cli.Completions;

/// <summary>
/// The line that a shell asks to complete: <c>[suggest:POSITION] LINE</c>. Its first word is the program, which is no part of the command:
/// <c>agents agents</c> is one.
/// </summary>
internal static partial class SuggestedLine
{
    /// <summary>The arguments without the program in the line; other arguments stay as they are.</summary>
    public static IReadOnlyList<string> WithoutProgram(IReadOnlyList<string> args)
    {
        if (args is not [var directive, var line] || !Directive().IsMatch(directive))
        {
            return args;
        }

        var program = Program().Match(line).Length;
        var position = int.Parse(Directive().Match(directive).Groups["position"].Value, CultureInfo.InvariantCulture);
        return [$"[suggest:{Math.Max(0, position - program)}]", line[program..]];
    }

    [GeneratedRegex(@"^\[suggest:(?<position>[0-9]{1,9})\]$")]
    private static partial Regex Directive();

    [GeneratedRegex(@"^\s*\S+\s*")]
    private static partial Regex Program();
}
