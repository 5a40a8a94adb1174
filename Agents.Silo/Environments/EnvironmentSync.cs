using Agents.Client.AgentFiles;
using Agents.Silo.AgentFiles;

namespace Agents.Silo.Environments;

/// <summary>Brings what the silo has in line with the files of environments. Doing it twice is doing it once.</summary>
internal sealed class EnvironmentSync(AgentFolder agents, AgentSync agentSync, WorkflowSync workflows) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Reads all files and stores what has changed.</summary>
    /// <param name="isDry">Whether only to say what would be done.</param>
    /// <param name="cancellationToken">Ends the wait for another sync.</param>
    public async Task<SyncReport> RunAsync(bool isDry, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            // Agents first: workflows are judged by those that there are.
            var snapshot = agents.Refresh();
            return new SyncReport([.. await agentSync.RunAsync(snapshot, isDry), .. await workflows.RunAsync(snapshot, isDry)], isDry);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
