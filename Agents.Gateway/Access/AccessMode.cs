using Agents.ServiceDefaults.Addresses;
using Microsoft.Extensions.Options;

namespace Agents.Gateway.Access;

/// <summary>
/// Whether the gateway asks for keys. It is open where nothing outside this machine can reach it; what counts is what it is bound to, never what a request says.
/// The silo judges the keys.
/// </summary>
internal sealed class AccessMode(BoundAddresses bound, IOptions<GatewayOptions> options) : IHostedLifecycleService
{
    private bool? _isOpen;

    /// <summary>Whether nobody is asked for a key.</summary>
    // Before everything is bound it is looked at each time: the second address may be further out than the first.
    public bool IsOpen => _isOpen ?? Look();

    /// <summary>Whether others than this machine can reach it, so that what goes over the wire can be read on the way.</summary>
    public bool IsReachable => !IsOpen && !IsLoopback;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _isOpen = Look();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Where containers report there is a key to be sent, whatever the rest asks for.
    private bool IsLoopback => bound.Urls.Where(url => url != options.Value.ContainerBind).All(LoopbackAddress.IsLoopbackUrl);

    private bool Look() => IsLoopback && !options.Value.RequireKey && options.Value.TrustProxy.Length == 0;
}
