namespace Agents.Gateway.Headers;

/// <summary>
/// Removes what a client must not claim: who it is, and where it comes from. Both are set anew by <see cref="Access.Credential"/> and <see cref="UpstreamHeaders"/>.
/// </summary>
internal static class ClientHeaders
{
    private static readonly string[] Prefixes = ["X-Agents-", "X-Forwarded-", "X-Original-"];

    public static void UseClientHeaderStripping(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Request.Headers;
        foreach (var name in headers.Keys.Where(IsClaim).ToArray())
        {
            headers.Remove(name);
        }

        return next(context);
    });

    // An underscore is a hyphen to some servers behind us, so it is one here as well.
    private static bool IsClaim(string name)
    {
        var canonical = name.Replace('_', '-');
        return canonical.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
            || canonical.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
            || Prefixes.Any(prefix => canonical.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }
}
