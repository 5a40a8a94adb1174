using System.Net;

namespace Agents.ServiceDefaults.Addresses;

/// <summary>Whether an address reaches this machine only. Judged by what a service is bound to, never by what a request says.</summary>
public static class LoopbackAddress
{
    /// <summary>Whether <paramref name="host"/> is <c>localhost</c> (or below it) or a loopback IP address, with or without brackets.</summary>
    public static bool IsLoopbackHost(string host)
    {
        var bare = host.Trim('[', ']');
        return bare.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || bare.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(bare, out var address) && IPAddress.IsLoopback(address));
    }

    /// <summary>Where a program on this machine reaches a listening address: a wildcard is nothing that can be connected to.</summary>
    public static string FromHere(string url)
        => url.Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal);

    /// <summary>Whether a listening address such as <c>http://127.0.0.1:5000</c> or <c>http://unix:/run/x</c> is loopback. Wildcards are not.</summary>
    public static bool IsLoopbackUrl(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var authority = scheme < 0 ? url : url[(scheme + 3)..];
        if (authority.StartsWith("unix:", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var end = authority.IndexOf('/');
        authority = end < 0 ? authority : authority[..end];
        var port = authority.LastIndexOf(':');
        var host = port > authority.LastIndexOf(']') ? authority[..port] : authority;
        return IsLoopbackHost(host);
    }
}
