namespace Agents.Silo.Tools;

/// <summary>A database that models may read with <c>sql_query</c>.</summary>
public sealed class QueryDatabaseOptions
{
    /// <summary>A SQLite file, with its whole path. Default: none; then <see cref="Postgres"/> is needed.</summary>
    public string? Sqlite { get; set; }

    /// <summary>Connection string of a PostgreSQL database; <c>${secret:NAME}</c> in it is a stored secret. Default: none. Use a role that may only read what models may know.</summary>
    public string? Postgres { get; set; }

    /// <summary>How many rows a query gives at most. Default: 200. More costs tokens.</summary>
    public int MaxRows { get; set; } = 200;
}
