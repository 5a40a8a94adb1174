using System.Text.Json;
using Agents.Silo.Storage;
using Agents.Silo.Tools;
using Dapper;

namespace Agents.Silo.Artifacts;

/// <summary>
/// Removes the folders of executions that are gone. It goes by what the table has, not by what was removed just now: so a process that dies between the row and
/// the folder leaves nothing for good. A folder is only made while its execution runs, whose row was there before.
/// </summary>
internal sealed partial class ArtifactSweep(ArtifactFolder files, IDatabase database, ILogger<ArtifactSweep> logger)
{
    private const int AtOnce = 500;

    private readonly SqlFile _sql = database.Queries("retention");

    /// <summary>Removes them; gives how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var ids in files.Executions().Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var connection = await database.OpenAsync();
            var there = (await connection.QueryAsync<string>(_sql["ListPresent"], new { Ids = JsonSerializer.Serialize(ids) })).ToHashSet(StringComparer.Ordinal);
            removed += ids.Where(id => !there.Contains(id)).Count(TryRemove);
        }

        return removed;
    }

    private bool TryRemove(string id)
    {
        try
        {
            files.Remove(id);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The next run tries again.
            LogNotRemoved(problem, id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The artifacts of execution {ExecutionId} could not be removed; it is tried again")]
    private partial void LogNotRemoved(Exception problem, string executionId);
}
