using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Secrets;

/// <summary>
/// The table <c>execution_secrets</c>. A row is there before its execution begins and goes in the transaction of its last event; what a start left behind that came
/// to nothing is swept.
/// </summary>
internal sealed partial class ExecutionSecretStore(IDatabase database, SecretCipher cipher, TimeProvider time, ILogger<ExecutionSecretStore> logger)
{
    // Longer than any request waits: a younger row may belong to a start that is under way.
    private static readonly TimeSpan StartTakes = TimeSpan.FromHours(1);

    private readonly SqlFile _sql = database.Queries("secrets");

    /// <summary>Keeps an execution's secrets until its end. Doing it twice is doing it once.</summary>
    public async Task KeepAsync(string executionId, ExecutionSecrets secrets)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(
            _sql["KeepOfExecution"], new { ExecutionId = executionId, Value = cipher.Encrypt(SecretCipher.OfExecution, executionId, secrets.ToJson()), Now = time.GetUtcNow() });
    }

    /// <summary>An execution's secrets; none where it has none, is over, or the key ring does not open them.</summary>
    public async Task<ExecutionSecrets> FindAsync(string executionId)
    {
        await using var connection = await database.OpenAsync();
        if (await connection.QuerySingleOrDefaultAsync<string?>(_sql["FindOfExecution"], new { ExecutionId = executionId }) is not { } encrypted)
        {
            return ExecutionSecrets.None;
        }

        if (cipher.TryDecrypt(SecretCipher.OfExecution, executionId, encrypted, out var json))
        {
            return ExecutionSecrets.Parse(json);
        }

        LogUnreadable(executionId);
        return ExecutionSecrets.None;
    }

    public async Task ForgetAsync(string executionId)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["ForgetOfExecution"], new { ExecutionId = executionId });
    }

    /// <summary>Removes rows that no execution needs any more.</summary>
    public async Task<int> SweepAsync()
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(_sql["SweepOfExecutions"], new { Before = time.GetUtcNow() - StartTakes });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The key ring does not open the secrets of execution {ExecutionId}; whatever needs them fails")]
    private partial void LogUnreadable(string executionId);
}
