using System.Collections.Concurrent;

namespace Agents.Silo.Deployments;

/// <summary>Which deployment is at a path. Another silo may change one: for a second a call here may still go by what was before.</summary>
internal sealed class DeploymentCatalog(DeploymentStore store, RouteSignal signal, TimeProvider time)
{
    private static readonly TimeSpan CurrentFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (DeploymentRow Row, long ReadAt)> _known = new(StringComparer.Ordinal);

    public async ValueTask<DeploymentRow?> FindByPathAsync(string path)
    {
        if (_known.TryGetValue(path, out var known) && time.GetElapsedTime(known.ReadAt) < CurrentFor)
        {
            return known.Row;
        }

        var readAt = time.GetTimestamp();
        var row = await store.FindByPathAsync(path);
        if (row is null)
        {
            _known.TryRemove(path, out _);
            return null;
        }

        _known[path] = (row, readAt);
        return row;
    }

    /// <summary>A deployment has changed: all are read anew.</summary>
    public void Forget()
    {
        _known.Clear();
        signal.Raise();
    }
}
