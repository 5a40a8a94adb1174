using System.Data.Common;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Silo.Secrets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using SQLitePCL;

namespace Agents.Silo.Tools;

/// <summary>
/// <c>sql_query</c>: one statement that only reads, on one of the databases that the operator lists. Off while none is listed. A SQLite file is opened for reading and
/// nothing else can be attached to it; PostgreSQL runs the statement in a transaction that only reads.
/// </summary>
internal sealed class SqlQueryTool(IOptions<ToolsOptions> options, SecretResolver secrets) : ITool
{
    private const int LimitAttached = 7;

    public string Name => "sql_query";

    public string Description => "Runs one SQL statement that only reads, and gives its columns and rows.";

    public JsonObject InputSchema => JsonObject.Of(
        ("type", "object"),
        ("properties", JsonObject.Of(
            ("query", JsonObject.Of(("type", "string"), ("description", "One statement, such as SELECT name FROM items WHERE price < @most."))),
            ("database", JsonObject.Of(("type", "string"), ("enum", JsonArray.From(options.Value.Databases.Keys.Select(static name => (JsonValue)name))), ("description", "Needed where there are several."))),
            ("parameters", JsonObject.Of(
                ("type", "object"), ("description", "Values of @name in the statement."),
                ("additionalProperties", JsonObject.Of(("type", JsonArray.Create("string", "number", "boolean", "null")))))))),
        ("required", JsonArray.Create("query")),
        ("additionalProperties", false));

    public string? Absence => options.Value.Databases.Count == 0 ? $"It is off: name a database in {ToolsOptions.Section}:Databases, such as {ToolsOptions.Section}:Databases:shop:Sqlite." : null;

    public async Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var databases = options.Value.Databases;
        var name = call.Arguments.OptionalText("database") ?? (databases.Count == 1 ? databases.Keys.First() : null);
        if (name is null || !databases.TryGetValue(name, out var database))
        {
            return ToolResult.Fail(ErrorCategory.Validation, "unknown_database", $"Name a database: {string.Join(", ", databases.Keys)}.");
        }

        try
        {
            return database.Sqlite is { } file
                ? await Task.Run(() => ReadSqliteAsync(file, database.MaxRows, call, cancellationToken), cancellationToken)
                : await ReadPostgresAsync(database.Postgres!, database.MaxRows, call, cancellationToken);
        }
        catch (DbException wrong) when (!cancellationToken.IsCancellationRequested)
        {
            // What the database says of a statement is what the model needs to mend it; of a connection it may name addresses.
            return wrong is SqliteException or PostgresException
                ? ToolResult.Fail(ErrorCategory.Validation, "query_failed", wrong is PostgresException postgres ? postgres.MessageText : wrong.Message)
                : ToolResult.Fail(ErrorCategory.Provider, "database_unreachable", $"The database '{name}' gives no answer.");
        }
        catch (NotSupportedException)
        {
            return ToolResult.Fail(ErrorCategory.Validation, "several_statements", "Send one statement at a time.");
        }
    }

    private static async Task<ToolResult> ReadSqliteAsync(string file, int most, ToolCall call, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        // Another file of this machine is not what was meant to be read.
        raw.sqlite3_limit(connection.Handle, LimitAttached, 0);
        await using var stop = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
        await using var command = connection.CreateCommand();
        Fill(command, call);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = await QueryRows.ReadAsync(reader, most, cancellationToken);
        return await reader.NextResultAsync(cancellationToken) ? throw new NotSupportedException("Several statements give rows.") : ToolResult.Of(rows);
    }

    private async Task<ToolResult> ReadPostgresAsync(string address, int most, ToolCall call, CancellationToken cancellationToken)
    {
        var connectionString = secrets.Resolve(null, address, out var missing);
        if (missing.Count > 0)
        {
            return ToolResult.Fail(ErrorCategory.Provider, "secret_missing", $"A secret of the database's address is not set: {string.Join(", ", missing)}.");
        }

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        // A batch takes one statement per command: none can end the transaction and go on outside of it.
        var command = new NpgsqlBatchCommand(call.Arguments.Text("query"));
        foreach (var (name, value) in Parameters(call))
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN TRANSACTION READ ONLY"));
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return ToolResult.Of(await QueryRows.ReadAsync(reader, most, cancellationToken));
    }

    private static void Fill(SqliteCommand command, ToolCall call)
    {
        command.CommandText = call.Arguments.Text("query");
        foreach (var (name, value) in Parameters(call))
        {
            command.Parameters.AddWithValue($"@{name}", value ?? DBNull.Value);
        }
    }

    private static IEnumerable<(string Name, object? Value)> Parameters(ToolCall call)
        => (call.Arguments.Find("parameters") as JsonObject ?? JsonObject.Empty).Select(static parameter => (parameter.Key.TrimStart('@'), parameter.Value switch
        {
            JsonString text => text.Value,
            JsonBoolean flag => flag.Value,
            JsonNumber number when number.TryGetInt64(out var whole) => whole,
            JsonNumber number => number.ToDouble(),
            _ => (object?)null,
        }));
}
