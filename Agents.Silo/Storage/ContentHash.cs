using System.Security.Cryptography;
using System.Text;

namespace Agents.Silo.Storage;

/// <summary>The SHA-256 of a content, as 64 small hexadecimal digits: one content has one hash, wherever it is kept.</summary>
internal static class ContentHash
{
    /// <summary>The hash of a text in UTF-8.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The hash of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
