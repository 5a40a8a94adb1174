using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Agents.Client.Deployments;
using Agents.Gateway.Containers;

namespace Agents.Gateway.Deployments;

/// <summary>What is deployed where, and who is held to what: the newest table that the silo gave. Where the silo is away, the last one stands.</summary>
internal sealed class DeploymentTable
{
    private const string Root = "/api/deployed/";

    private volatile Pages _pages = new(null, FrozenDictionary<string, EndpointCalls>.Empty, FrozenDictionary<string, CallBucket>.Empty, FrozenDictionary<string, ContainerUpstream>.Empty);

    /// <summary>The tag of the table; null before the first one.</summary>
    public string? Tag => _pages.Tag;

    public int Count => _pages.ByPath.Count;

    /// <summary>The endpoint at a path; null where there is none.</summary>
    public EndpointCalls? Find(PathString path)
        => path.Value is { } text && text.StartsWith(Root, StringComparison.OrdinalIgnoreCase) ? _pages.ByPath.GetValueOrDefault(text[Root.Length..].Trim('/')) : null;

    /// <summary>Every container.</summary>
    public IReadOnlyList<ContainerUpstream> Containers => _pages.Containers.Values;

    /// <summary>A container; null where there is none of that id.</summary>
    public ContainerUpstream? FindContainer(string id) => _pages.Containers.GetValueOrDefault(id);

    /// <summary>The bucket of a key; null where it has none.</summary>
    public CallBucket? FindKey(string? credential)
        => credential is null || _pages.Keys.Count == 0 ? null : _pages.Keys.GetValueOrDefault(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(credential))));

    /// <summary>Takes another table in place of the one before.</summary>
    public void Use(GatewayTable table)
    {
        var before = _pages;
        var known = before.ByPath.Values.ToDictionary(static calls => calls.Id);
        _pages = new Pages(
            table.Tag,
            table.Deployments.ToFrozenDictionary(static route => route.Path, route => EndpointCalls.Of(route, known.GetValueOrDefault(route.Id))),
            table.Keys.ToFrozenDictionary(static key => key.Hash, key => before.Keys.GetValueOrDefault(key.Hash) is { } same && same.Limit == key.RateLimit ? same : new CallBucket(key.RateLimit)),
            table.Containers.ToFrozenDictionary(static container => container.Id, container => before.Containers.GetValueOrDefault(container.Id) is { } same && same.IsAt(container) ? same : new ContainerUpstream(container)));
    }

    private sealed record Pages(string? Tag, FrozenDictionary<string, EndpointCalls> ByPath, FrozenDictionary<string, CallBucket> Keys, FrozenDictionary<string, ContainerUpstream> Containers);
}
