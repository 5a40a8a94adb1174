using Agents.Client.Access;

namespace Agents.Silo.Access;

/// <summary>Where the deployment that a route is about is found, for keys that are a deployment's alone.</summary>
internal enum DeploymentIn
{
    /// <summary>The route is about none: keys of deployments have no business there.</summary>
    Nothing,

    /// <summary>Its id is the route value <c>id</c>.</summary>
    Id,

    /// <summary>Its path is the route value <c>path</c>.</summary>
    Path,

    /// <summary>The route value <c>id</c> is one of its executions.</summary>
    Execution,

    /// <summary>The body names it, or there are several: the endpoint looks itself, at <see cref="Caller.MayReport"/> or <see cref="Caller.MayInvoke"/>.</summary>
    Body,
}

/// <summary>What a route needs. A route without one is closed.</summary>
/// <param name="Scope">One of the general scopes, or <see cref="Scopes.AnyKey"/>.</param>
/// <param name="Deployment">Where the deployment is found whose own keys will do, too.</param>
/// <param name="Prefix">Which of its keys: <see cref="KeyScopes.InvokePrefix"/> or <see cref="KeyScopes.AgentPrefix"/>.</param>
internal sealed record RouteScope(string Scope, DeploymentIn Deployment = DeploymentIn.Nothing, string Prefix = KeyScopes.InvokePrefix)
{
    /// <summary>Whether it was said of reading only: a route that writes then has to say for itself what it needs.</summary>
    public bool IsForReading { get; init; }
}

/// <summary>How routes say what they need. What is said last, nearest to the route, counts.</summary>
internal static class RouteScopes
{
    public static T Needs<T>(this T route, string scope)
        where T : IEndpointConventionBuilder
        => route.WithMetadata(new RouteScope(scope));

    /// <summary>What the routes of a group need that read. Those that write are closed until they say what they need.</summary>
    public static RouteGroupBuilder NeedsToRead(this RouteGroupBuilder group, string scope) => group.WithMetadata(new RouteScope(scope) { IsForReading = true });

    /// <summary>A deployment's own callers may come here, too.</summary>
    public static T NeedsOrInvoker<T>(this T route, string scope, DeploymentIn deployment)
        where T : IEndpointConventionBuilder
        => route.WithMetadata(new RouteScope(scope, deployment));

    /// <summary>A deployment that runs elsewhere may come here itself, too.</summary>
    public static T NeedsOrAgent<T>(this T route, string scope, DeploymentIn deployment)
        where T : IEndpointConventionBuilder
        => route.WithMetadata(new RouteScope(scope, deployment, KeyScopes.AgentPrefix));

    /// <summary>Whoever has the internal token, and so came past the gate, may come here: gateway, dashboard and supervisor.</summary>
    public static T NeedsNoKey<T>(this T route)
        where T : IEndpointConventionBuilder
        => route.WithMetadata(OpenRoute.Instance);
}

/// <summary>A route that asks nobody for a key.</summary>
internal sealed class OpenRoute
{
    public static readonly OpenRoute Instance = new();
}
