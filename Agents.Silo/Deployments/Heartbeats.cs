using System.Collections.Concurrent;
using System.Data.Common;
using Agents.Silo.Storage;

namespace Agents.Silo.Deployments;

/// <summary>
/// Writes the heartbeats of all deployments once a second, together: ten thousand of them are one commit a second. What a crash loses is at most a second old, and
/// each deployment says the same again soon.
/// </summary>
internal sealed partial class Heartbeats(DeploymentStore store, TimeProvider time, ILogger<Heartbeats> logger) : BackgroundService
{
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _heard = new(StringComparer.Ordinal);

    public void Add(string id, DateTimeOffset at) => _heard[id] = at;

    /// <summary>Writes what was heard; what could not be written is kept for the next time.</summary>
    /// <exception cref="DatabaseUnusableException">Nothing is written.</exception>
    public async Task WriteAsync()
    {
        var beats = _heard.ToArray();
        if (beats.Length == 0)
        {
            return;
        }

        await store.BeatAsync(beats);
        foreach (var beat in beats)
        {
            // Only where no later one came meanwhile.
            _heard.TryRemove(beat);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(WriteEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                break;
            }

            try
            {
                await WriteAsync();
            }
            catch (Exception problem) when (problem is DatabaseUnusableException or DbException)
            {
                LogNotWritten(problem, _heard.Count);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Heartbeats of {Count} deployments could not be written; it is tried again")]
    private partial void LogNotWritten(Exception problem, int count);
}
