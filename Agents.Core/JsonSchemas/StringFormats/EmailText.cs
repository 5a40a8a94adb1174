namespace Agents.Core.JsonSchemas.StringFormats;

/// <summary>Mailboxes of RFC 5321 §4.1.2, and of RFC 6531 where letters beyond ASCII are allowed.</summary>
internal static class EmailText
{
    private const string AtomMarks = "!#$%&'*+-/=?^_`{|}~";

    public static bool IsAddress(string text, bool international)
    {
        var at = text.LastIndexOf('@');
        return at is > 0 and <= 64 * 4 && IsLocalPart(text.AsSpan(0, at), international) && IsDomain(text[(at + 1)..], international);
    }

    private static bool IsLocalPart(ReadOnlySpan<char> text, bool international)
    {
        if (text is ['"', .. var quoted, '"'])
        {
            return IsQuoted(quoted, international);
        }

        foreach (var range in text.Split('.'))
        {
            var atom = text[range];
            if (atom.IsEmpty)
            {
                return false;
            }

            foreach (var character in atom)
            {
                if (!char.IsAsciiLetterOrDigit(character) && !AtomMarks.Contains(character) && !(international && character > '\u007F'))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<char> text, bool international)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' || (text[i] == '\\' && ++i == text.Length) || text[i] < ' ' || text[i] == '\u007F' || (text[i] > '\u007F' && !international))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDomain(string text, bool international)
    {
        if (text is ['[', .., ']'])
        {
            var literal = text[1..^1];
            return literal.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? AddressText.IsIPv6(literal[5..]) : AddressText.IsIPv4(literal);
        }

        return international ? HostText.IsInternationalHostname(text) : HostText.IsHostname(text);
    }
}
