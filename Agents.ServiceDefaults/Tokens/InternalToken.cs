using System.Security.Cryptography;
using System.Text;

namespace Agents.ServiceDefaults.Tokens;

/// <summary>
/// The secret by which gateway and dashboard prove to the silo that a request is theirs. AppHost makes one at each start;
/// a cluster keeps it as a secret. Null where none is configured: a service then trusts its loopback address alone.
/// </summary>
public sealed class InternalToken
{
    /// <summary>The header that carries the token.</summary>
    public const string Header = "X-Agents-Internal-Token";

    private readonly byte[]? _hash;

    /// <summary>Takes the configured value; null or empty means that none is configured.</summary>
    public InternalToken(string? value)
    {
        Value = string.IsNullOrEmpty(value) ? null : value;
        _hash = Value is null ? null : Hash(Value);
    }

    /// <summary>The token, for the callers that send it. Null where none is configured.</summary>
    public string? Value { get; }

    /// <summary>Whether <paramref name="presented"/> is the token, in time that does not depend on how much of it is right.</summary>
    public bool Matches(string? presented)
        => _hash is not null && presented is not null && CryptographicOperations.FixedTimeEquals(_hash, Hash(presented));

    // Hashing first makes both sides equally long, so that not even the length is told.
    private static byte[] Hash(string value) => SHA256.HashData(Encoding.UTF8.GetBytes(value));
}
