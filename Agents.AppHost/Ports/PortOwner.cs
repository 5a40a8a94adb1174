using System.Globalization;

namespace Agents.AppHost.Ports;

/// <summary>
/// Finds who listens on a port, on Linux: <c>/proc/net/tcp</c> gives the socket's inode, and one of the links in
/// <c>/proc/&lt;pid&gt;/fd</c> points to it. Other users' processes are not readable; then nobody is found.
/// </summary>
internal static class PortOwner
{
    private const string Listening = "0A";

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>The process as <c>1234 (name)</c>; null where it cannot be found.</summary>
    public static string? Find(int port)
    {
        try
        {
            var sockets = Inodes(port).Select(inode => $"socket:[{inode}]").ToHashSet(StringComparer.Ordinal);
            return sockets.Count == 0 ? null : Processes().FirstOrDefault(pid => Holds(pid, sockets)) is { } pid ? Describe(pid) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Inodes(int port)
        => Tables
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[3] == Listening && PortOf(columns[1]) == port)
            .Select(columns => columns[9]);

    private static int PortOf(string localAddress)
        => int.TryParse(localAddress[(localAddress.LastIndexOf(':') + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var port) ? port : -1;

    private static IEnumerable<string> Processes()
        => Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder)).Where(name => name.All(char.IsAsciiDigit));

    private static bool Holds(string pid, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{pid}/fd").Any(link => new FileInfo(link).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, or another user's.
            return false;
        }
    }

    private static string Describe(string pid) => $"{pid} ({File.ReadAllText($"/proc/{pid}/comm").Trim()})";
}
