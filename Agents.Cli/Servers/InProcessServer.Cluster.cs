namespace Agents.Cli.Servers;

/// <summary>The cluster flavour's grains need a cluster: there is nothing to start in one process.</summary>
internal static class InProcessServer
{
    public static Task<ServerConnection> StartAsync(string? dataFolder, CancellationToken cancellationToken)
        => throw new CliException($"This build runs workflows on a cluster only. Name one with --server or AGENTS_SERVER (folder: {dataFolder ?? "none"}).");
}
