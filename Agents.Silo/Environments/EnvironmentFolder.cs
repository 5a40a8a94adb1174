using Agents.Silo.Tools;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Environments;

/// <summary>A file of an environment.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="Text">Its text; null where it cannot be read.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
internal sealed record EnvironmentFile(string Name, string? Text, string? Problem);

/// <summary>The folders of environments: <c>environments/&lt;name&gt;/{agents,mcp-servers,workflows}</c>. Only reads.</summary>
internal sealed class EnvironmentFolder(IOptions<ToolsOptions> options)
{
    // As much as a definition may have.
    private const long MaxBytes = 1 << 20;

    private static readonly string[] Parts = ["agents", "workflows"];

    private readonly string _root = Path.GetFullPath(options.Value.EnvironmentsFolder);

    /// <summary>The environment of this silo.</summary>
    public string Own => options.Value.Environment;

    /// <summary>Names of all environments, in order.</summary>
    public IReadOnlyList<string> Names()
        => Directory.Exists(_root) ? [.. Directory.EnumerateDirectories(_root).Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Whether a part of an environment is there at all. What is not there may be a disk that is away, and says nothing about its files.</summary>
    public bool Has(string environment, string part) => Directory.Exists(Path.Combine(_root, environment, part));

    /// <summary>The files of a part of an environment, by name.</summary>
    public IEnumerable<EnvironmentFile> Files(string environment, string part, params ReadOnlySpan<string> patterns)
    {
        var folder = Path.Combine(_root, environment, part);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pattern in Directory.Exists(folder) ? patterns : [])
        {
            found.UnionWith(Directory.EnumerateFiles(folder, pattern));
        }

        return found.Select(Read);
    }

    /// <summary>What tells whether some file was changed: names, sizes and times of all of them.</summary>
    public string Fingerprint()
        => string.Join('\n', Names().SelectMany(environment => Parts.Select(part => Path.Combine(_root, environment, part))).Where(Directory.Exists)
            .SelectMany(static folder => new DirectoryInfo(folder).EnumerateFiles())
            .Select(static file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}")
            .Order(StringComparer.Ordinal));

    private static EnvironmentFile Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            return new FileInfo(path).Length > MaxBytes
                ? new EnvironmentFile(name, null, $"The file is larger than {MaxBytes:N0} bytes, which is as much as is read.")
                : new EnvironmentFile(name, File.ReadAllText(path), null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new EnvironmentFile(name, null, "The file cannot be read.");
        }
    }
}
