namespace Agents.Cli.Servers;

/// <summary>
/// Which server a command talks to: the named one, else the one that holds the data folder (one folder has one owner),
/// else, for running, one inside this process.
/// </summary>
internal static class ServerChoice
{
    private static readonly Uri Usual = new("http://localhost:8080");

    /// <summary>A running server. Never starts one.</summary>
    public static ServerConnection Running(Uri? named) => ServerConnection.To(RunningUrl(named));

    /// <summary>Where a running server is.</summary>
    public static Uri RunningUrl(Uri? named) => KnownUrl(named) ?? Usual;

    /// <summary>Where a server is that was named or holds the data folder; null where nothing tells of one.</summary>
    public static Uri? KnownUrl(Uri? named) => named ?? FromEnvironment() ?? HolderOf(DataFolderHold.DefaultFolder);

    /// <summary>A server to run on: a running one, else one in this process.</summary>
    public static async Task<ServerConnection> ForRunningAsync(Uri? named, CancellationToken cancellationToken)
    {
        var running = KnownUrl(named);
        return running is null ? await InProcessServer.StartAsync(DataFolderHold.ConfiguredFolder, cancellationToken) : ServerConnection.To(running);
    }

    private static Uri? HolderOf(string folder) => DataFolderHold.IsHeld(folder) ? DataFolderHold.UrlOfHolder(folder) ?? Usual : null;

    private static Uri? FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("AGENTS_SERVER") is not { Length: > 0 } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new CliException($"AGENTS_SERVER is '{text}', which is not the URL of a server. Set one like {Usual} or unset it.");
    }
}
