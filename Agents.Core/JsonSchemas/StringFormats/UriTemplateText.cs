using System.Text.RegularExpressions;

namespace Agents.Core.JsonSchemas.StringFormats;

/// <summary>URI templates of RFC 6570.</summary>
internal static class UriTemplateText
{
    private const string Literal = @"[^\x00-\x20""<>\\^`{|}%\x7f]|%[0-9A-Fa-f]{2}";
    private const string Letter = "(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})";
    private const string Variable = $@"{Letter}(?:\.?{Letter})*(?::[1-9][0-9]{{0,3}}|\*)?";

    private static readonly Regex Template = new(
        $@"^(?:{Literal}|\{{[+#./;?&=,!@|]?{Variable}(?:,{Variable})*\}})*\z", RegexOptions.NonBacktracking);

    public static bool IsTemplate(string text) => Template.IsMatch(text);
}
