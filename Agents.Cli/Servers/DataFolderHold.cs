using System.Text.Json;

namespace Agents.Cli.Servers;

/// <summary>
/// Who has a data folder. A server holds it by an exclusive lock of the operating system, which ends with the process;
/// the file beside the lock says where that server listens.
/// </summary>
internal static class DataFolderHold
{
    private static readonly string[] Locks = ["apphost.lock", "silo.lock"];

    /// <summary>The folder that a server here would use: <c>$AGENTS_DATA</c>, else <c>./data</c>.</summary>
    public static string DefaultFolder => Path.GetFullPath(ConfiguredFolder ?? "data");

    /// <summary><c>$AGENTS_DATA</c>; null where it is not set.</summary>
    public static string? ConfiguredFolder => Environment.GetEnvironmentVariable("AGENTS_DATA") is { Length: > 0 } folder ? folder : null;

    public static bool IsHeld(string folder) => Locks.Any(name => IsLocked(Path.Combine(folder, name)));

    /// <summary>Where the holder listens; null where it does not say.</summary>
    public static Uri? UrlOfHolder(string folder)
    {
        try
        {
            using var holder = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "server.json")));
            return holder.RootElement.ValueKind == JsonValueKind.Object
                && holder.RootElement.TryGetProperty("url", out var url)
                && url.ValueKind == JsonValueKind.String
                && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address) ? address : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            // The lock decides; this file only helps.
            return null;
        }
    }

    private static bool IsLocked(string file)
    {
        try
        {
            using var probe = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
