using Agents.ServiceDefaults;
using Npgsql;

namespace Agents.Silo.Storage.Postgres;

/// <summary>
/// Which PostgreSQL database to use: a connection string (<c>Host=...;Username=...</c>) or a URI (<c>postgresql://user@host/database</c>).
/// Holds a password, and never shows it.
/// </summary>
public sealed class PostgresAddress
{
    private const string ConnectionName = "agents";

    private static readonly TimeSpan StatementTimeout = TimeSpan.FromSeconds(30);

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>What <c>ConnectionStrings:agents</c>, else <c>AGENTS_DATABASE</c>, says; null where neither is set.</summary>
    /// <exception cref="DatabaseAddressException">It is set and wrong; the message names it and shows nothing of it.</exception>
    public static PostgresAddress? Find(IConfiguration configuration)
        => configuration.GetConnectionString(ConnectionName) is { Length: > 0 } text ? Parse(text, $"ConnectionStrings:{ConnectionName}")
            : configuration[ServiceVariables.Database] is { Length: > 0 } variable ? Parse(variable, ServiceVariables.Database)
            : null;

    /// <summary>Reads a connection string or URI.</summary>
    /// <param name="text">The string.</param>
    /// <param name="source">The setting that it comes from, for the message.</param>
    /// <exception cref="DatabaseAddressException">It cannot be read.</exception>
    public static PostgresAddress Parse(string text, string source)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = PostgresUri.IsUri(text) ? PostgresUri.Read(text) : new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException)
        {
            // Neither the text nor what the reader says of it: both may hold a part of the password.
            throw new DatabaseAddressException(
                $"{source} is not a PostgreSQL connection string. Write Host=db.example;Database=agents;Username=agents;Password=... (a value with ; = or a quote goes into double quotes) "
                + "or postgresql://user:password@host:5432/database, with special characters percent-encoded.");
        }

        if (string.IsNullOrEmpty(settings.Host))
        {
            throw new DatabaseAddressException($"{source} names no host. Write Host=db.example;Database=agents;Username=agents;Password=...");
        }

        SetDefaults(settings);
        return new PostgresAddress(settings);
    }

    /// <summary>Host and database, for messages.</summary>
    public override string ToString() => $"'{_settings.Database ?? _settings.Username}' on {_settings.Host}:{_settings.Port}";

    /// <summary>For Orleans' own providers. A secret.</summary>
    internal string ConnectionString => _settings.ToString();

    /// <summary>For reads and small writes.</summary>
    internal NpgsqlDataSource Pool() => new NpgsqlDataSourceBuilder(_settings.ToString()).Build();

    /// <summary>For connections that are kept: every one is its own, and compiles what it runs again and again.</summary>
    internal NpgsqlDataSource Lasting()
        => new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(_settings.ToString()) { Pooling = false, MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 }.ToString()).Build();

    private static void SetDefaults(NpgsqlConnectionStringBuilder settings)
    {
        void Default(string key, object value)
        {
            // ContainsKey says which settings there are; this says which are set.
            if (!settings.ShouldSerialize(key))
            {
                settings[key] = value;
            }
        }

        Default("Application Name", $"agents silo, {Environment.MachineName}, process {Environment.ProcessId}");
        // A server that never answers: connecting, running a statement and reading its result all end.
        Default("Timeout", 5);
        Default("Command Timeout", (int)StatementTimeout.TotalSeconds + 5);
        Default("Cancellation Timeout", 2000);
        Default("Tcp Keepalive", true);
        Default("Options", $"-c statement_timeout={(int)StatementTimeout.TotalMilliseconds} -c idle_in_transaction_session_timeout=60000");
        // Half of what a server allows by default, so that two silos find room.
        Default("Maximum Pool Size", 40);
        Default("Max Auto Prepare", 50);
        Default("Gss Encryption Mode", nameof(GssEncryptionMode.Disable));
    }
}

/// <summary>The setting that names the database cannot be read.</summary>
public sealed class DatabaseAddressException(string message) : Exception(message);
