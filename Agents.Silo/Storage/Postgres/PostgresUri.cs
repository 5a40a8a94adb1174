using Npgsql;

namespace Agents.Silo.Storage.Postgres;

/// <summary><c>postgresql://user:password@host:port/database?sslmode=require</c> as libpq reads it, with one host.</summary>
internal static class PostgresUri
{
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["host"] = "Host",
        ["port"] = "Port",
        ["dbname"] = "Database",
        ["user"] = "Username",
        ["password"] = "Password",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["options"] = "Options",
    };

    public static bool IsUri(string text)
        => text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="FormatException">It is not of this form.</exception>
    /// <exception cref="ArgumentException">A value is not what its parameter takes.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var uri = new Uri(text);
        var settings = new NpgsqlConnectionStringBuilder();
        var login = uri.UserInfo.Split(':', 2);
        Set(settings, "Username", login[0]);
        Set(settings, "Password", login.Length > 1 ? login[1] : "");
        Set(settings, "Host", uri.Host);
        Set(settings, "Port", uri.Port > 0 ? uri.Port.ToString() : "");
        Set(settings, "Database", uri.AbsolutePath.TrimStart('/'));
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length < 2 || !Parameters.TryGetValue(parts[0], out var name))
            {
                throw new FormatException("A parameter is not known.");
            }

            Set(settings, name, name == "SSL Mode" ? parts[1].Replace("-", "", StringComparison.Ordinal) : parts[1]);
        }

        return settings;
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string encoded)
    {
        if (encoded.Length > 0)
        {
            settings[name] = Uri.UnescapeDataString(encoded);
        }
    }
}
