using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Agents.Core.JsonSchemas.StringFormats;

/// <summary>IP addresses as RFC 2673 and RFC 4291 write them.</summary>
internal static class AddressText
{
    private static readonly SearchValues<char> IPv6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    public static bool IsIPv4(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && Array.TrueForAll(parts, static part => part.Length is >= 1 and <= 3
            && part.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            && (part.Length == 1 || part[0] != '0')
            && int.Parse(part) <= 255);
    }

    // The framework also takes zone ids, brackets and ports.
    public static bool IsIPv6(string text)
        => text.Length is >= 2 and <= 45
            && text.AsSpan().IndexOfAnyExcept(IPv6Characters) < 0
            && (text.IndexOf('.', StringComparison.Ordinal) < 0 || IsIPv4(text[(text.LastIndexOf(':') + 1)..]))
            && IPAddress.TryParse(text, out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6;
}
