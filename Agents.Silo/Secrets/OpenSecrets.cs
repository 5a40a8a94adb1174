using System.Collections.Concurrent;
using Agents.Core.Secrets;

namespace Agents.Silo.Secrets;

/// <summary>Secrets of executions that are in this silo's memory now.</summary>
internal sealed class OpenSecrets(ExecutionSecretStore store, Redactor redactor)
{
    private readonly ConcurrentDictionary<string, ExecutionSecrets> _open = new(StringComparer.Ordinal);

    /// <summary>Reads an execution's secrets and keeps them until <see cref="Close"/>; gives what takes them out of its texts.</summary>
    public async Task<SecretText> OpenAsync(string executionId)
    {
        var secrets = await store.FindAsync(executionId);
        _open[executionId] = secrets;
        return redactor.Know(executionId, secrets.Values);
    }

    /// <summary>An execution's secrets; none where it has none or is not here.</summary>
    public ExecutionSecrets Of(string executionId) => _open.GetValueOrDefault(executionId, ExecutionSecrets.None);

    public void Close(string executionId)
    {
        if (_open.TryRemove(executionId, out _))
        {
            redactor.Forget(executionId);
        }
    }
}
