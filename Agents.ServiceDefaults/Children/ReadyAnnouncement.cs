using Agents.ServiceDefaults.Addresses;
using Agents.ServiceDefaults.Health;
using Microsoft.Extensions.Hosting;

namespace Agents.ServiceDefaults.Children;

/// <summary>Prints the <see cref="ReadyLine"/> once the server listens.</summary>
internal sealed class ReadyAnnouncement(ServiceIdentity identity, BoundAddresses bound, Readiness readiness) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var report = readiness.Current;
        Console.Out.WriteLine(new ReadyLine(identity.Name, bound.Urls.First(), report.State, report.Reason));
        return Console.Out.FlushAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
