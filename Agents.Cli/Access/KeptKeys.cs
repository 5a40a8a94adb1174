using System.Text.Json;

namespace Agents.Cli.Access;

/// <summary>The keys that <c>agents login</c> keeps, one per server, in a file that its owner alone can read.</summary>
internal static class KeptKeys
{
    /// <summary>A key for all servers, in place of those that are kept.</summary>
    public const string Variable = "AGENTS_KEY";

    private const string FileName = "keys.json";

    /// <summary>The file: in <c>$AGENTS_CONFIG</c>, else the user's own folder for settings.</summary>
    public static string File => Path.Combine(Folder, FileName);

    private static string Folder => Environment.GetEnvironmentVariable("AGENTS_CONFIG") is { Length: > 0 } given ? given
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "agents");

    /// <summary>The key for a server; null where there is none.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static string? Find(Uri server)
        => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : Read().GetValueOrDefault(Origin(server));

    /// <summary>Keeps a key for a server; null forgets it. False where there was nothing to forget.</summary>
    /// <exception cref="CliException">The file cannot be read or written.</exception>
    public static bool Keep(Uri server, string? key)
    {
        var keys = Read();
        var isKnown = keys.Remove(Origin(server));
        if (key is not null)
        {
            keys[Origin(server)] = key;
        }

        Write(keys);
        return isKnown || key is not null;
    }

    private static string Origin(Uri server) => server.GetLeftPart(UriPartial.Authority);

    private static Dictionary<string, string> Read()
    {
        try
        {
            return System.IO.File.Exists(File) ? JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllBytes(File)) ?? [] : [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CliException($"{File} cannot be read: {problem.Message} Delete it and log in again.");
        }
    }

    // Whole or as it was, and of its owner alone from its first byte on.
    private static void Write(Dictionary<string, string> keys)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var draft = File + ".new";
            System.IO.File.Delete(draft);
            using (var stream = new FileStream(draft, options))
            {
                JsonSerializer.Serialize(stream, keys);
            }

            System.IO.File.Move(draft, File, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{File} cannot be written: {problem.Message}");
        }
    }
}
