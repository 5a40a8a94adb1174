using System.Data.Common;
using Agents.ServiceDefaults;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Sessions;

/// <summary>What the supervisor asks about the start before this one.</summary>
/// <param name="PreviousUnclean">Whether the previous session ended without saying so.</param>
/// <param name="StartedAt">When the previous session began; null where there was none.</param>
internal sealed record SessionReply(bool PreviousUnclean, DateTimeOffset? StartedAt);

/// <summary>Notes in <c>session_state</c> when a session begins and when it ends cleanly.</summary>
internal sealed class SessionState(IDatabase database, IConfiguration configuration, IdGenerator ids, TimeProvider time) : IHostedService
{
    private readonly SqlFile _sql = database.Queries("sessions");

    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(7);

    private readonly string _id = configuration[ServiceVariables.SessionId] is { Length: > 0 } given ? given : ids.Next();

    /// <summary>What is known of the previous session; null while the database cannot be used.</summary>
    public SessionReply? Previous { get; private set; }

    /// <summary>Called whenever the database has become usable; the first time counts.</summary>
    public async Task BeginAsync()
    {
        await using var connection = await database.OpenAsync();
        if (Previous is null)
        {
            var last = await connection.QuerySingleOrDefaultAsync<SessionRow>(_sql["Previous"]);
            // A silo that its supervisor restarted is in the same session.
            Previous = last is null || last.Id == _id ? new SessionReply(false, null) : new SessionReply(last.EndedAt is null, last.StartedAt);
        }

        await connection.ExecuteAsync(_sql["Begin"], new { Id = _id, Now = time.GetUtcNow() });
        await connection.ExecuteAsync(_sql["Forget"], new { Before = time.GetUtcNow() - KeepFor });
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (database.Problem is not null)
        {
            return;
        }

        try
        {
            await using var connection = await database.OpenAsync();
            await connection.ExecuteAsync(_sql["End"], new { Id = _id, Now = time.GetUtcNow() });
        }
        catch (Exception problem) when (problem is DatabaseUnusableException or DbException)
        {
            // The next start finds a session without an end, and says so.
            database.ReportFailure(problem);
        }
    }

    private sealed record SessionRow(string Id, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
}
