using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Silo.Executions;
using Agents.Silo.Storage.Postgres;
using Agents.Silo.Tests.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agents.Silo.Tests.Storage.Postgres;

public sealed class ExecutionNoticesTests
{
    private static readonly ExecutionState Running = Execution.Fold(ExecutionState.None, Appends.Created("watched"));
    private static readonly ExecutionState Over = Execution.Fold(Running, new ExecutionCancelled(DateTimeOffset.UnixEpoch, null, null));

    [SkippableFact]
    public async Task Watcher_IsWokenByWhatHappensInAnotherSilo()
    {
        var connectionString = await TestDatabase.NewPostgresAsync();
        await using var here = await Silo.StartAsync(connectionString);
        await using var there = await Silo.StartAsync(connectionString);
        using var subscription = here.Feed.Subscribe("watched");

        await there.PublishUntilAsync(Running, () => subscription.Next);
        subscription.End.IsCompleted.ShouldBeFalse();
        await there.PublishUntilAsync(Over, () => subscription.End);

        (await subscription.End).ShouldBeNull("the journal tells the rest");
    }

    [SkippableFact]
    public async Task OwnNotices_AreNotHeard()
    {
        var connectionString = await TestDatabase.NewPostgresAsync();
        await using var here = await Silo.StartAsync(connectionString);
        await using var there = await Silo.StartAsync(connectionString);
        using var elsewhere = there.Feed.Subscribe("watched");
        using var own = here.Feed.Subscribe("watched");
        await here.PublishUntilAsync(Running, () => elsewhere.Next);

        // The end is published here: the subscription has its state, not the notice's nothing.
        here.Feed.Publish(Over);
        await elsewhere.End;

        (await own.End).ShouldNotBeNull();
    }

    [SkippableFact]
    public async Task MoreThanAPayloadHolds_TellsEverybodyToLook()
    {
        var connectionString = await TestDatabase.NewPostgresAsync();
        await using var here = await Silo.StartAsync(connectionString);
        await using var there = await Silo.StartAsync(connectionString);
        using var subscription = here.Feed.Subscribe("watched");
        await there.PublishUntilAsync(Running, () => subscription.Next);

        // Longer than a payload all by itself.
        var longId = new string('x', 9_000);
        await there.PublishUntilAsync(Execution.Fold(ExecutionState.None, Appends.Created(longId)), () => subscription.Next);

        subscription.End.IsCompleted.ShouldBeFalse();
    }

    [SkippableFact]
    public async Task LostConnections_AreMadeAgain()
    {
        await using var server = await PostgresServer.StartAsync();
        var connectionString = await server.CreateDatabaseAsync();
        await using var here = await Silo.StartAsync(connectionString);
        await using var there = await Silo.StartAsync(connectionString);
        using var subscription = here.Feed.Subscribe("watched");
        await there.PublishUntilAsync(Running, () => subscription.Next);

        await server.RestartAsync();

        await there.PublishUntilAsync(Over, () => subscription.End);
    }

    private sealed class Silo(ExecutionNotices notices) : IAsyncDisposable
    {
        public required ExecutionFeed Feed { get; init; }

        public static async Task<Silo> StartAsync(string connectionString)
        {
            var feed = new ExecutionFeed();
            var notices = new ExecutionNotices(PostgresAddress.Parse(connectionString, "test"), feed, TimeProvider.System, NullLogger<ExecutionNotices>.Instance);
            await notices.StartAsync(CancellationToken.None);
            return new Silo(notices) { Feed = feed };
        }

        /// <summary>Publishes until somebody has heard it: the first notices may come before the other silo listens.</summary>
        public async Task PublishUntilAsync(ExecutionState state, Func<Task> heard)
        {
            var task = heard();
            await Eventually.TrueAsync(() =>
            {
                Feed.Publish(state);
                return Task.FromResult(task.IsCompleted);
            });
        }

        public async ValueTask DisposeAsync()
        {
            await notices.StopAsync(CancellationToken.None);
            notices.Dispose();
        }
    }
}
