using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Secrets;

/// <summary>A secret as it may be shown: without its value.</summary>
internal sealed record SecretRow(string Name, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>A value as it is stored.</summary>
internal sealed record EncryptedValue(string Name, string Value);

/// <summary>The table <c>secrets</c>. Values go in and never come out of here but into memory.</summary>
internal sealed class SecretStore(IDatabase database, SecretCipher cipher, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("secrets");

    public async Task<IReadOnlyList<SecretRow>> ListAsync()
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<SecretRow>(_sql["List"])).AsList();
    }

    /// <summary>Stores a value over any before.</summary>
    public async Task<SecretRow> SetAsync(string name, string value)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["Set"], new { Name = name, Value = cipher.Encrypt(SecretCipher.OfSecret, name, value), Now = time.GetUtcNow() });
        return await connection.QuerySingleAsync<SecretRow>(_sql["Find"], new { Name = name });
    }

    /// <summary>False where there was none.</summary>
    public async Task<bool> DeleteAsync(string name)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(_sql["Delete"], new { Name = name }) > 0;
    }

    /// <summary>All values by name, and the names of those that cannot be decrypted.</summary>
    public async Task<(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Unreadable)> ReadAsync()
    {
        await using var connection = await database.OpenAsync();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var unreadable = new List<string>();
        foreach (var row in await connection.QueryAsync<EncryptedValue>(_sql["ReadAll"]))
        {
            if (cipher.TryDecrypt(SecretCipher.OfSecret, row.Name, row.Value, out var value))
            {
                values.Add(row.Name, value);
            }
            else
            {
                unreadable.Add(row.Name);
            }
        }

        return (values, unreadable);
    }
}
