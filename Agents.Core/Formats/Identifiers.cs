using System.Text.RegularExpressions;

namespace Agents.Core.Formats;

/// <summary>Names that conditions and templates can write: letters, digits and <c>_</c>, no digit first.</summary>
internal static partial class Identifiers
{
    public static bool IsIdentifier(string text) => Whole().IsMatch(text);

    /// <summary>The identifier that a name was probably meant to be.</summary>
    public static string Nearest(string text)
    {
        var identifier = Others().Replace(text, "_");
        return identifier.Length == 0 || char.IsAsciiDigit(identifier[0]) ? "_" + identifier : identifier;
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"[^\p{L}\p{Nd}_]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Others();
}
