using System.Threading.Channels;
using Agents.Core.Executions;
using Agents.Silo.Executions;
using Npgsql;

namespace Agents.Silo.Storage.Postgres;

/// <summary>
/// Tells the other silos which journals have grown, and hears it from them, so that who watches an execution here is woken by what happens there.
/// </summary>
/// <remarks>
/// A notice is a wake-up, not the record: one that is lost costs a watcher the second until it looks by itself. So notices are sent after their commits on a
/// connection of their own, which need not wait for the disk (a NOTIFY inside of a journal's transaction would make all silos' commits wait for each other).
/// While one is on its way the next ones gather; where they do not fit into a payload, everybody is told to look.
/// </remarks>
internal sealed partial class ExecutionNotices(PostgresAddress address, ExecutionFeed feed, TimeProvider time, ILogger<ExecutionNotices> logger) : BackgroundService
{
    private const string Everything = "*";
    private const char Over = '!';
    private const char Separator = ',';

    // A payload has less than 8,000 bytes; ids are ASCII.
    private const int LongestPayload = 7_900;

    private static readonly TimeSpan ConnectAgainAfter = TimeSpan.FromSeconds(2);
    private static readonly SqlFile Own = SqlFile.Read("Postgres.own.sql");

    private readonly Channel<string> _toTell = Channel.CreateBounded<string>(new BoundedChannelOptions(10_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
    private volatile int _ownProcess;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var connections = address.Lasting();
        feed.Relay = Tell;
        await Task.WhenAll(KeepAsync(SendAsync, connections, stoppingToken), KeepAsync(HearAsync, connections, stoppingToken));
    }

    private void Tell(ExecutionState state) => _toTell.Writer.TryWrite(state.Status.IsFinal() ? state.Id + Over : state.Id);

    /// <summary>Does the work on a connection, and on a new one where that is lost.</summary>
    private async Task KeepAsync(Func<NpgsqlConnection, CancellationToken, Task> work, NpgsqlDataSource connections, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await connections.OpenConnectionAsync(stoppingToken);
                await work(connection, stoppingToken);
            }
            catch (NpgsqlException lost)
            {
                LogLost(PostgresFailures.Describe(lost));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(ConnectAgainAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        _ownProcess = connection.ProcessID;
        await using (var prepare = new NpgsqlCommand(Own["PrepareNotices"], connection))
        {
            await prepare.ExecuteNonQueryAsync(stoppingToken);
        }

        await using var notify = new NpgsqlCommand(Own["Notify"], connection) { Parameters = { new NpgsqlParameter<string>() } };
        while (await _toTell.Reader.WaitToReadAsync(stoppingToken))
        {
            ((NpgsqlParameter<string>)notify.Parameters[0]).TypedValue = Gather();
            await notify.ExecuteNonQueryAsync(stoppingToken);
        }
    }

    private string Gather()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (_toTell.Reader.TryRead(out var id))
        {
            ids.Add(id);
        }

        var payload = string.Join(Separator, ids);
        return payload.Length > LongestPayload ? Everything : payload;
    }

    private async Task HearAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        connection.Notification += (_, notice) => Hear(notice);
        await using (var listen = new NpgsqlCommand(Own["Listen"], connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }

        // Whatever was said before this is missed.
        feed.LookAtAll();
        while (!stoppingToken.IsCancellationRequested)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    private void Hear(NpgsqlNotificationEventArgs notice)
    {
        if (notice.PID == _ownProcess)
        {
            return;
        }

        if (notice.Payload == Everything)
        {
            feed.LookAtAll();
            return;
        }

        foreach (var id in notice.Payload.Split(Separator))
        {
            feed.Look(id.TrimEnd(Over), isOver: id.EndsWith(Over));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notices between silos are interrupted, watchers look by themselves meanwhile: {Problem}")]
    private partial void LogLost(string problem);
}
