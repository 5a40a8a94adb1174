using Agents.Silo.Storage;
using Dapper;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Agents.Silo.Secrets;

/// <summary>What was done.</summary>
/// <param name="Key">The newest key of the ring.</param>
/// <param name="ActiveAt">From when on it encrypts.</param>
/// <param name="Encrypted">How many values are encrypted anew.</param>
/// <param name="Unreadable">Names of values that no key of the ring opens; they are left as they are.</param>
internal sealed record Rotated(Guid Key, DateTimeOffset ActiveAt, int Encrypted, IReadOnlyList<string> Unreadable);

/// <summary>
/// A new key for the ring, and all values encrypted with it. Keys are never removed: what was encrypted with an older one stays readable, so that dying in the
/// middle, and values that are written meanwhile, lose nothing.
/// </summary>
internal sealed class SecretRotation(IDatabase database, SecretCipher cipher, IKeyManager keys, TimeProvider time)
{
    // Other silos read the ring once a day: they must have the key before anything is encrypted with it.
    private static readonly TimeSpan UntilAllSilosKnow = TimeSpan.FromDays(2);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private const int MostLooks = 100;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly SqlFile _sql = database.Queries("secrets");

    /// <summary>Makes a key. Alone on its database a silo uses it at once.</summary>
    public async Task<Rotated> RotateAsync()
    {
        var now = time.GetUtcNow();
        var active = GrainHosting.HasManySilos ? now + UntilAllSilosKnow : now;
        var key = keys.CreateNewKey(active, active + Lifetime);
        for (var look = 0; active == now && look < MostLooks && cipher.CurrentKey() != key.KeyId; look++)
        {
            // The ring is read again beside whoever asks for it, who gets the old one meanwhile.
            await Task.Delay(LookAgain, time);
        }

        return (await ReencryptAsync()) with { Key = key.KeyId, ActiveAt = key.ActivationDate };
    }

    /// <summary>Encrypts all values with the key that is in use.</summary>
    public async Task<Rotated> ReencryptAsync()
    {
        await using var connection = await database.OpenAsync();
        var (encrypted, unreadable) = (0, new List<string>());
        foreach (var (of, read, write) in new[]
        {
            (SecretCipher.OfSecret, "ReadAll", "Reencrypt"),
            (SecretCipher.OfExecution, "ReadOfExecutions", "ReencryptOfExecution"),
        })
        {
            foreach (var row in (await connection.QueryAsync<EncryptedValue>(_sql[read])).AsList())
            {
                if (cipher.TryDecrypt(of, row.Name, row.Value, out var value))
                {
                    encrypted += await connection.ExecuteAsync(_sql[write], new { row.Name, Value = cipher.Encrypt(of, row.Name, value), Old = row.Value });
                }
                else
                {
                    unreadable.Add(row.Name);
                }
            }
        }

        var newest = keys.GetAllKeys().Where(static key => !key.IsRevoked).MaxBy(static key => key.ActivationDate);
        return new Rotated(newest?.KeyId ?? Guid.Empty, newest?.ActivationDate ?? default, encrypted, unreadable);
    }
}
