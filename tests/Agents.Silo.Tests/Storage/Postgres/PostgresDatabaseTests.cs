using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Postgres;
using Dapper;

namespace Agents.Silo.Tests.Storage.Postgres;

public sealed class PostgresDatabaseTests
{
    [SkippableFact]
    public async Task SecondSilo_IsKeptOutAndToldBy_AndTakesOverWhenTheFirstEnds()
    {
        var connectionString = await TestDatabase.NewPostgresAsync();
        await using var second = TestDatabase.OnPostgres(connectionString, isShared: false);
        await using (var first = TestDatabase.OnPostgres(connectionString, isShared: false))
        {
            first.Database.TryOpen().ShouldBeTrue(first.Database.Problem);
            first.Database.TryOpen().ShouldBeTrue();

            second.Database.TryOpen().ShouldBeFalse();
            second.Database.Problem!.ShouldContain($"process {Environment.ProcessId}");
            second.Database.Problem!.ShouldNotContain("not-told");
        }

        second.Database.TryOpen().ShouldBeTrue(second.Database.Problem);
    }

    [SkippableFact]
    public async Task SharedDatabase_IsOpenToSeveralSilos()
    {
        var connectionString = await TestDatabase.NewPostgresAsync();
        await using var first = TestDatabase.OnPostgres(connectionString, isShared: true);
        await using var second = TestDatabase.OnPostgres(connectionString, isShared: true);

        // Both migrate an empty database at once.
        var opened = await Task.WhenAll(Task.Run(first.Database.TryOpen), Task.Run(second.Database.TryOpen));

        opened.ShouldBe([true, true]);
    }

    [SkippableFact]
    public async Task LockThatIsLost_IsNoticedAndTakenAgain()
    {
        var connectionString = await TestDatabase.NewPostgresAsync();
        await using var test = TestDatabase.OnPostgres(connectionString, isShared: false);
        test.Database.TryOpen().ShouldBeTrue();
        await using (var connection = await test.Database.OpenAsync())
        {
            await connection.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        }

        // A backend that is told to end does so a moment later.
        await Eventually.TrueAsync(() =>
        {
            test.Database.Look();
            return Task.FromResult(test.Database.Problem is not null);
        });
        await Eventually.TrueAsync(() => Task.FromResult(test.Database.TryOpen()));
    }

    [SkippableFact]
    public async Task Server_ThatStops_IsAnOutageUntilItIsBack()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var test = TestDatabase.OnPostgres(await server.CreateDatabaseAsync(), isShared: true);
        test.Database.TryOpen().ShouldBeTrue();

        await server.StopAsync();
        test.Database.Look();

        test.Database.Problem!.ShouldContain("127.0.0.1");
        test.Database.Problem!.ShouldNotContain("not-told");
        test.Database.TryOpen().ShouldBeFalse();
        await Should.ThrowAsync<DatabaseUnusableException>(async () => await test.Database.OpenAsync());

        await server.ContinueAsync();
        test.Database.TryOpen().ShouldBeTrue(test.Database.Problem);
        await using var connection = await test.Database.OpenAsync();
        (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM executions")).ShouldBe(0);
    }

    [SkippableFact]
    public async Task ReadOnlyDatabase_IsNotUsableUntilItIsWritable()
    {
        await using var test = await TestDatabase.OpenAsync(DatabaseKind.Postgres);
        await using var connection = await test.Database.OpenAsync();
        var name = await connection.ExecuteScalarAsync<string>("SELECT current_database()");
        await connection.ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = on");

        test.Database.TryOpen().ShouldBeFalse();
        test.Database.Problem!.ShouldContain("read-only");

        await connection.ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = off");
        test.Database.TryOpen().ShouldBeTrue(test.Database.Problem);
    }

    [SkippableFact]
    public async Task WrongStatement_IsNoOutage()
    {
        await using var test = await TestDatabase.OpenAsync(DatabaseKind.Postgres);
        await using var connection = await test.Database.OpenAsync();

        var wrong = await Should.ThrowAsync<Npgsql.PostgresException>(() => connection.ExecuteAsync("SELECT 1 / 0"));
        test.Database.ReportFailure(wrong);

        test.Database.Problem.ShouldBeNull();
    }

    [SkippableFact]
    public async Task StatementThatNeverEnds_IsEndedByTheServer()
    {
        var connectionString = await TestDatabase.NewPostgresAsync();
        await using var test = TestDatabase.OnPostgres($"{connectionString};Options=-c statement_timeout=100", isShared: true);
        test.Database.TryOpen().ShouldBeTrue();
        await using var connection = await test.Database.OpenAsync();

        var ended = await Should.ThrowAsync<Npgsql.PostgresException>(() => connection.ExecuteAsync("SELECT pg_sleep(3600)"));
        test.Database.ReportFailure(ended);

        ended.SqlState.ShouldBe("57014");
        test.Database.Problem.ShouldBeNull();
    }

    [SkippableFact]
    public async Task EveryConnection_HasALimitForStatements()
    {
        await using var test = await TestDatabase.OpenAsync(DatabaseKind.Postgres);
        await using var connection = await test.Database.OpenAsync();

        (await connection.ExecuteScalarAsync<string>("SHOW statement_timeout")).ShouldBe("30s");
    }
}
