using Agents.Client.Access;

namespace Agents.Client.Deployments;

/// <summary>What the gateway holds callers of a deployment's endpoint to. Null means that nothing of the kind is set.</summary>
public sealed record DeploymentTraffic
{
    /// <summary>How many calls all callers may make together.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>How many calls may be under way at once, from 1 to 100,000.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>The largest body in bytes, from 1; never more than the gateway takes anyway.</summary>
    public long? MaxBodyBytes { get; init; }

    /// <summary>For how many seconds a reply may be silent, from 1 to 3,600.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>Origins whose pages may call it from a browser, like <c>https://shop.example.com</c>; <c>*</c> is all of them. Null or empty: none but the gateway's own.</summary>
    public IReadOnlyList<string>? CorsOrigins { get; init; }
}

/// <summary>The gateway's table, as the silo gives it at <c>/internal/routes</c>.</summary>
/// <param name="Tag">Changes when the table does.</param>
/// <param name="Deployments">Every endpoint.</param>
/// <param name="Keys">Keys that have a limit of their own.</param>
public sealed record GatewayTable(string Tag, IReadOnlyList<GatewayRoute> Deployments, IReadOnlyList<GatewayKey> Keys)
{
    /// <summary>Every container, wherever it said that it is.</summary>
    public IReadOnlyList<GatewayContainer> Containers { get; init; } = [];
}

/// <summary>A container.</summary>
/// <param name="Id">The deployment.</param>
/// <param name="Host">Its host's name or address.</param>
/// <param name="Port">The port there.</param>
public sealed record GatewayContainer(string Id, string Host, int Port);

/// <summary>An endpoint.</summary>
/// <param name="Id">The deployment.</param>
/// <param name="Path">Its path below <c>/api/deployed/</c>.</param>
/// <param name="Traffic">What callers are held to; null for nothing.</param>
public sealed record GatewayRoute(string Id, string Path, DeploymentTraffic? Traffic);

/// <summary>A key with a limit of its own.</summary>
/// <param name="Hash">The key's SHA-256 in lower-case hex.</param>
/// <param name="RateLimit">The limit.</param>
public sealed record GatewayKey(string Hash, RateLimit RateLimit);
