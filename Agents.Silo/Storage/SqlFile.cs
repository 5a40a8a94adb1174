using System.Collections.Frozen;

namespace Agents.Silo.Storage;

/// <summary>Queries of one <c>.sql</c> file by name. A query begins with a line <c>-- name: X</c> and ends where the next one begins.</summary>
internal sealed class SqlFile
{
    private const string NamePrefix = "-- name: ";

    private readonly string _file;
    private readonly FrozenDictionary<string, string> _queries;

    private SqlFile(string file, FrozenDictionary<string, string> queries)
    {
        _file = file;
        _queries = queries;
    }

    public string this[string name]
        => _queries.TryGetValue(name, out var sql) ? sql : throw new InvalidOperationException($"{_file} has no query '{name}'.");

    /// <summary>Reads an embedded file, e.g. <c>Sqlite.executions.sql</c>.</summary>
    public static SqlFile Read(string file)
    {
        var queries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in EmbeddedText(file).Split(NamePrefix).Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            queries.Add(part[..end].Trim(), part[end..].Trim());
        }

        return new SqlFile(file, queries.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Every embedded file below a folder, by name, in order.</summary>
    public static IEnumerable<(string Name, string Text)> InFolder(string folder)
    {
        var prefix = $"{typeof(SqlFile).Namespace}.{folder}.";
        return typeof(SqlFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name[prefix.Length..], EmbeddedText(name[(typeof(SqlFile).Namespace!.Length + 1)..])));
    }

    private static string EmbeddedText(string file)
    {
        var name = $"{typeof(SqlFile).Namespace}.{file}";
        using var stream = typeof(SqlFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program lacks its resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
