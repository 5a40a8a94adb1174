using System.Diagnostics.CodeAnalysis;

namespace Agents.Silo.Tools;

/// <summary>URLs that models write.</summary>
internal static class WebAddress
{
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? problem)
    {
        problem = !Uri.TryCreate(text, UriKind.Absolute, out url) || url.Scheme is not ("http" or "https") ? $"'{text}' is not an absolute http or https URL."
            : url.UserInfo.Length > 0 ? "The URL has a user name or a password in it. Send them in a header."
            : null;
        return problem is null;
    }
}
