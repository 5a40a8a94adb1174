using Agents.ServiceDefaults.Addresses;
using Agents.ServiceDefaults.Health;
using Microsoft.Extensions.Hosting;

namespace Agents.ServiceDefaults.Children;

/// <summary>
/// Prints the <see cref="ReadyLine"/> once the host has started: not a step earlier, because a supervisor may answer it
/// with a stop, and a host that is stopped while it starts calls that a failure.
/// </summary>
internal sealed class ReadyAnnouncement(
    ServiceIdentity identity, BoundAddresses bound, Readiness readiness, IHostApplicationLifetime application) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        application.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        var report = readiness.Current;
        Console.Out.WriteLine(new ReadyLine(identity.Name, LoopbackAddress.FromHere(bound.Urls.First()), report.State, report.Reason));
        Console.Out.Flush();
    }
}
