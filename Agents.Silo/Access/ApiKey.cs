using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Agents.Silo.Access;

/// <summary>Keys and login tokens as text: a prefix that says what it is, and 32 random bytes. At rest there is only the SHA-256, which needs no salt: nobody guesses 32 bytes.</summary>
internal static class ApiKey
{
    /// <summary>What a key begins with.</summary>
    public const string Prefix = "ak_";

    /// <summary>What a login's token begins with.</summary>
    public const string SessionPrefix = "as_";

    private const int Bytes = 32;

    private const int LongestText = 200;

    public static string New() => Prefix + Random();

    public static string NewSession() => SessionPrefix + Random();

    /// <summary>Whether a text has the form of a key or a login's token.</summary>
    public static bool IsKey(string text) => text.StartsWith(Prefix, StringComparison.Ordinal) || text.StartsWith(SessionPrefix, StringComparison.Ordinal);

    /// <summary>The SHA-256 in lower-case hex; null where the text is too long to be a key.</summary>
    public static string? Hash(string text) => text.Length > LongestText ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Its last characters, which tell two apart and open nothing.</summary>
    public static string Hint(string key) => key[^4..];

    /// <summary>Whether two hashes are the same, in time that does not depend on how much of them is.</summary>
    public static bool IsSame(string hash, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));

    private static string Random() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));
}
