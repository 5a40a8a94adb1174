namespace Agents.Silo.Models;

/// <summary>The connections to all providers: one pool, kept open between calls, renewed every few minutes so that a changed address is noticed.</summary>
internal static class ProviderHttp
{
    /// <summary>The pool.</summary>
    public static readonly SocketsHttpHandler Handler = new()
    {
        // Redirects could lead a request, and its key, to where nobody allowed it.
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>For every provider's calls. It has no time limit of its own: each call has its own patience.</summary>
    public static readonly HttpClient Client = new(Handler) { Timeout = Timeout.InfiniteTimeSpan };
}
