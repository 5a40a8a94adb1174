using Agents.Client;
using Agents.Client.Status;

namespace Agents.Dashboard.Silo;

/// <summary>The silo's state as one request sees it: asked once, shown by the shell, heeded by the forms.</summary>
internal sealed class SiloStatus(AgentsClient client)
{
    private Task<Reply<SystemStatus>>? _asked;

    public Task<Reply<SystemStatus>> GetAsync() => _asked ??= Reply.Of(client.GetStatusAsync());

    /// <summary>Why nothing can be started or changed now; null where it can.</summary>
    public async Task<string?> GetWriteObstacleAsync() => await GetAsync() switch
    {
        { Value: { IsDegraded: true } status } => status.Reason ?? "The silo is degraded.",
        { Problem: { } problem } => problem.Detail,
        _ => null,
    };
}
