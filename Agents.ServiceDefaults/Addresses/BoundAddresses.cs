using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Agents.ServiceDefaults.Addresses;

/// <summary>What the server listens on once it has started. Empty before, and under an in-memory test server.</summary>
public sealed class BoundAddresses(IServer server)
{
    /// <summary>Addresses such as <c>http://127.0.0.1:5081</c>.</summary>
    public IReadOnlyCollection<string> Urls
        => server.Features.Get<IServerAddressesFeature>()?.Addresses.ToArray() ?? [];

    /// <summary>True where nothing outside this machine can connect.</summary>
    public bool AreLoopback => Urls.All(LoopbackAddress.IsLoopbackUrl);
}
