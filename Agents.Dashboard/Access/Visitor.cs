using Agents.ServiceDefaults.Tokens;

namespace Agents.Dashboard.Access;

/// <summary>Who looks at a page, as the gateway says it.</summary>
/// <param name="Principal">Who it is, e.g. <c>user:ada</c>; null where nobody is asked.</param>
public sealed record Visitor(string? Principal)
{
    /// <summary>Whether it was proved.</summary>
    public bool IsSignedIn => Principal is not null;

    /// <summary>The visitor of a request.</summary>
    public static Visitor Of(HttpContext? http)
        => new(http?.Request.Headers[SiloClient.PrincipalHeader].ToString() is { Length: > 0 } principal && principal != SiloClient.OpenPrincipal ? principal : null);
}
