using Npgsql;

namespace Agents.Silo.Storage.Postgres;

/// <summary>What PostgreSQL's errors mean: whether the database is out of order, or only a statement was.</summary>
internal static class PostgresFailures
{
    private static readonly string[] OutageClasses =
    [
        "08", // connection
        "28", // login
        "3D", // no such database
        "53", // no disk, memory or connections left
        "57", // stopped by an operator, or starting up
        "58", // the system below
        "F0", // configuration file
        "XX", // internal
    ];

    private static readonly string[] OutageCodes =
    [
        PostgresErrorCodes.ReadOnlySqlTransaction,
        PostgresErrorCodes.UndefinedTable,
        PostgresErrorCodes.InsufficientPrivilege,
    ];

    /// <summary>Whether other statements would fail too.</summary>
    public static bool IsOutage(Exception problem) => problem is not PostgresException server
        || (server.SqlState != PostgresErrorCodes.QueryCanceled
            && (OutageCodes.Contains(server.SqlState) || OutageClasses.Any(start => server.SqlState.StartsWith(start, StringComparison.Ordinal))));

    /// <summary>For people; without a user's name.</summary>
    public static string Describe(Exception problem) => problem switch
    {
        PostgresException { SqlState: var code } when code.StartsWith("28", StringComparison.Ordinal) => $"the server refuses the login ({code}).",
        PostgresException server => $"{server.MessageText} ({server.SqlState})",
        NpgsqlException { InnerException: TimeoutException } => "the server did not answer in time.",
        NpgsqlException { InnerException: { } inner } => inner.Message,
        _ => problem.Message,
    };
}
