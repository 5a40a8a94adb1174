using System.Buffers;

namespace Agents.Core.JsonSchemas.StringFormats;

/// <summary>URIs of RFC 3986 and IRIs of RFC 3987, checked as they are written: <see cref="Uri"/> mends instead of refusing.</summary>
internal static class UriText
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private const string SubDelimiters = "!$&'()*+,;=";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> Scheme = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");
    private static readonly SearchValues<char> UserInfo = SearchValues.Create(Unreserved + SubDelimiters + ":");
    private static readonly SearchValues<char> Host = SearchValues.Create(Unreserved + SubDelimiters);
    private static readonly SearchValues<char> Path = SearchValues.Create(Unreserved + SubDelimiters + ":@/");
    private static readonly SearchValues<char> Query = SearchValues.Create(Unreserved + SubDelimiters + ":@/?");

    public static bool IsReference(string text, bool international, bool absolute)
    {
        var rest = text.AsSpan();
        var hash = rest.IndexOf('#');
        if (hash >= 0 && !Consists(rest[(hash + 1)..], Query, international))
        {
            return false;
        }

        rest = hash < 0 ? rest : rest[..hash];
        var mark = rest.IndexOf('?');
        if (mark >= 0 && !Consists(rest[(mark + 1)..], Query, international, privateUse: true))
        {
            return false;
        }

        rest = mark < 0 ? rest : rest[..mark];
        var colon = rest.IndexOf(':');
        var hasScheme = colon > 0 && IsScheme(rest[..colon]);
        if (!hasScheme)
        {
            // A colon in the first segment would read as a scheme.
            var slash = rest.IndexOf('/');
            return !absolute && (colon < 0 || (slash >= 0 && slash < colon)) && IsHierarchy(rest, international);
        }

        return IsHierarchy(rest[(colon + 1)..], international);
    }

    private static bool IsHierarchy(ReadOnlySpan<char> text, bool international)
    {
        if (!text.StartsWith("//"))
        {
            return Consists(text, Path, international);
        }

        text = text[2..];
        var slash = text.IndexOf('/');
        return IsAuthority(slash < 0 ? text : text[..slash], international) && (slash < 0 || Consists(text[slash..], Path, international));
    }

    private static bool IsAuthority(ReadOnlySpan<char> text, bool international)
    {
        var at = text.LastIndexOf('@');
        if (at >= 0 && !Consists(text[..at], UserInfo, international))
        {
            return false;
        }

        text = text[(at + 1)..];
        var host = text;
        var end = text.StartsWith("[") ? text.IndexOf(']') : -1;
        var colon = text[(end + 1)..].IndexOf(':');
        if (colon >= 0)
        {
            host = text[..(end + 1 + colon)];
            if (text[(end + colon + 2)..].IndexOfAnyExceptInRange('0', '9') >= 0)
            {
                return false;
            }
        }

        return host is ['[', .. var literal, ']'] ? IsLiteral(literal) : Consists(host, Host, international);
    }

    private static bool IsLiteral(ReadOnlySpan<char> text)
    {
        if (text is not ['v' or 'V', .. var future])
        {
            return AddressText.IsIPv6(text.ToString());
        }

        var dot = future.IndexOf('.');
        return dot > 0 && dot < future.Length - 1 && future[..dot].IndexOfAnyExcept(HexDigits) < 0 && future[(dot + 1)..].IndexOfAnyExcept(UserInfo) < 0;
    }

    private static bool IsScheme(ReadOnlySpan<char> text)
        => char.IsAsciiLetter(text[0]) && text.IndexOfAnyExcept(Scheme) < 0;

    private static bool Consists(ReadOnlySpan<char> text, SearchValues<char> allowed, bool international, bool privateUse = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    return false;
                }

                i += 2;
            }
            else if (!allowed.Contains(text[i]) && !(international && IsUcs(text[i], privateUse)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUcs(char unit, bool privateUse) => unit switch
    {
        < '\u00A0' => false,
        >= '\uE000' and <= '\uF8FF' => privateUse,
        >= '\uFDD0' and <= '\uFDEF' => false,
        >= '\uFFF0' => false,
        _ => true,
    };
}
