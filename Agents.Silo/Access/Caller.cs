using Agents.Client.Access;
using Agents.ServiceDefaults.Tokens;

namespace Agents.Silo.Access;

/// <summary>Who asks, and what may be asked.</summary>
/// <param name="Principal">Who acts, e.g. <c>user:ada</c>; null where nobody said.</param>
/// <param name="Scopes">What is allowed.</param>
internal sealed record Caller(string? Principal, IReadOnlyList<string> Scopes)
{
    private static readonly string[] Everything = [KeyScopes.Admin];

    /// <summary>Whoever is on this machine, while nobody is asked for a key.</summary>
    public static readonly Caller Local = new(null, Everything);

    /// <summary>Nobody: no key where one is needed.</summary>
    public static readonly Caller Nobody = new(null, []);

    /// <summary>The key that proves it; null where none does.</summary>
    public string? KeyId { get; init; }

    /// <summary>The principal's teams, as they are kept.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Whether the principal is proved; else whoever asks may say who it is.</summary>
    public bool IsAuthenticated => Principal is not (null or SiloClient.OpenPrincipal);

    /// <summary>Whether another name than the principal's own may be said.</summary>
    public bool MayClaim => !IsAuthenticated || IsAdmin;

    public bool IsAdmin => May(KeyScopes.Admin);

    public bool May(string scope) => Access.Scopes.Allow(Scopes, scope);

    /// <summary>Whether a deployment may be called.</summary>
    public bool MayInvoke(string deployment) => May(KeyScopes.Operator) || Scopes.Contains(KeyScopes.Invoke(deployment));

    /// <summary>Whether a deployment may register and send heartbeats.</summary>
    public bool MayReport(string deployment) => May(KeyScopes.Operator) || Scopes.Contains(KeyScopes.Agent(deployment));
}

/// <summary>The caller of a request.</summary>
internal static class CallerOfRequest
{
    /// <summary>Who asks, as the check found it. <see cref="Caller.Nobody"/> on routes that ask nobody for a key.</summary>
    public static Caller Caller(this HttpContext http) => http.Features.Get<Caller>() ?? Access.Caller.Nobody;
}
