namespace Agents.Silo.Tests.Hosting;

/// <summary>The databases that every store and journal must work on.</summary>
public enum DatabaseKind
{
    /// <summary>A file in the data folder.</summary>
    Sqlite,

    /// <summary>A private PostgreSQL server; skipped where none is installed.</summary>
    Postgres,
}

/// <summary>Which database a test runs on that does not say so.</summary>
internal static class DatabaseKinds
{
    /// <summary><c>AGENTS_TEST_DATABASE=postgres</c> runs all tests of the silo on PostgreSQL; SQLite else.</summary>
    public static DatabaseKind Default { get; } = Enum.Parse<DatabaseKind>(Environment.GetEnvironmentVariable("AGENTS_TEST_DATABASE") is { Length: > 0 } kind ? kind : nameof(DatabaseKind.Sqlite), ignoreCase: true);
}
