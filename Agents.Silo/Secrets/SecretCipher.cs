using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Agents.Silo.Secrets;

/// <summary>Encrypts with the silo's key ring. What is encrypted is bound to what it is of: put into another row it does not open.</summary>
internal sealed class SecretCipher(IDataProtectionProvider keys)
{
    /// <summary>Values of the table <c>secrets</c>.</summary>
    public const string OfSecret = "secret";

    /// <summary>Values of the table <c>execution_secrets</c>.</summary>
    public const string OfExecution = "execution";

    public string Encrypt(string of, string name, string value) => Protector(of, name).Protect(value);

    /// <summary>False where the key ring has lost the key, or somebody has changed the value.</summary>
    public bool TryDecrypt(string of, string name, string encrypted, [NotNullWhen(true)] out string? value)
    {
        try
        {
            value = Protector(of, name).Unprotect(encrypted);
            return true;
        }
        catch (CryptographicException)
        {
            value = null;
            return false;
        }
    }

    /// <summary>The key of the ring that encrypts now. What Data Protection writes begins with four bytes and the key's id, as its documentation says.</summary>
    public Guid CurrentKey() => new(keys.CreateProtector("agents.secrets", "v1", "probe").Protect([]).AsSpan(4, 16));

    private IDataProtector Protector(string of, string name) => keys.CreateProtector("agents.secrets", "v1", of, name);
}
