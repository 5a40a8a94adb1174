namespace Agents.Core.JsonSchemas.StringFormats;

/// <summary>JSON pointers (RFC 6901) and relative ones.</summary>
internal static class PointerText
{
    public static bool IsPointer(string text) => IsPointer(text.AsSpan());

    public static bool IsRelativePointer(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        return digits > 0 && (digits == 1 || text[0] != '0') && (text.AsSpan(digits) is "#" || IsPointer(text.AsSpan(digits)));
    }

    private static bool IsPointer(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && text[0] != '/')
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '~' && (i + 1 == text.Length || text[i + 1] is not ('0' or '1')))
            {
                return false;
            }
        }

        return true;
    }
}
