using Microsoft.Extensions.Hosting;

namespace Agents.Cli.Servers;

/// <summary>Ctrl+C is the command's: it stops the server when it is done with it.</summary>
internal sealed class CommandLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
