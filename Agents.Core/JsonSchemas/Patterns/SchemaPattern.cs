using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Agents.Core.JsonSchemas.Keywords;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Patterns;

/// <summary>
/// A regular expression as JSON Schema means it (ECMA-262, Unicode, unanchored). Runs in linear time where .NET's non-backtracking engine can take it;
/// lookarounds, backreferences and huge repetitions run on the backtracking one, which gives up after a tenth of a second per text. It is asked twice:
/// on a busy machine a tenth of a second can pass without any work done.
/// </summary>
internal sealed class SchemaPattern
{
    // Counted repetitions are copied into the linear engine's automaton: beyond this they cost more than they save.
    private const int LargestLinearRepeat = 1_000;

    private static readonly TimeSpan BacktrackingTimeout = TimeSpan.FromMilliseconds(100);

    // Only a bound on very long texts: linear time needs no guard.
    private static readonly TimeSpan LinearTimeout = TimeSpan.FromSeconds(5);

    private readonly Regex _regex;

    private SchemaPattern(string text, Regex regex)
    {
        Text = text;
        _regex = regex;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Compiles a pattern; null, and why, where it is none.</summary>
    public static SchemaPattern? TryCompile(string pattern, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        try
        {
            var translation = EcmaTranslation.Of(pattern);
            return new SchemaPattern(pattern, Build(translation.Text, translation.LargestRepeat));
        }
        catch (Exception exception) when (exception is PatternException or ArgumentException)
        {
            problem = exception is RegexParseException parse ? $"{parse.Error} near position {parse.Offset}." : exception.Message;
            return null;
        }
    }

    /// <summary>Whether the text matches. A match that takes too long ends the pass with an error that names the pattern.</summary>
    public bool IsMatch(string text, Keyword keyword, ValidationPass pass)
    {
        if (TryMatch(text) is { } matches)
        {
            return matches;
        }

        var limit = _regex.MatchTimeout.TotalMilliseconds;
        return pass.Breach(keyword.Location, keyword.Name, $"The pattern {Text} took longer than {limit} ms on {text.Length} characters. Simplify it.");
    }

    /// <summary>Whether the text matches; false also where that takes too long.</summary>
    public bool IsMatch(string text) => TryMatch(text) ?? false;

    private bool? TryMatch(string text)
    {
        for (var tries = 0; tries < 2; tries++)
        {
            try
            {
                return _regex.IsMatch(text);
            }
            catch (RegexMatchTimeoutException)
            {
                // Asked once more, then given up: null.
            }
        }

        return null;
    }

    private static Regex Build(string text, int largestRepeat)
    {
        if (largestRepeat <= LargestLinearRepeat)
        {
            try
            {
                return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LinearTimeout);
            }
            catch (NotSupportedException)
            {
                // Lookarounds and backreferences: only the other engine has them.
            }
        }

        return new Regex(text, RegexOptions.CultureInvariant, BacktrackingTimeout);
    }
}
