using System.Text.RegularExpressions;

namespace Agents.Core.JsonSchemas.StringFormats;

/// <summary>URI templates of RFC 6570.</summary>
internal static partial class UriTemplateText
{
    public static bool IsTemplate(string text) => Template().IsMatch(text);

    [GeneratedRegex(
        @"^(?:[^\x00-\x20""<>\\^`{|}%\x7f]|%[0-9A-Fa-f]{2}|\{[+#./;?&=,!@|]?(?<variable>(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*(?::[1-9][0-9]{0,3}|\*)?)(?:,(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*(?::[1-9][0-9]{0,3}|\*)?)*\})*\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Template();
}
