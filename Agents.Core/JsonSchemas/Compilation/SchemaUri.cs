namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>
/// Reference resolution of RFC 3986 §5.2 on plain text. <see cref="Uri"/> normalises, and refuses the relative and opaque bases that schemas use.
/// </summary>
internal static class SchemaUri
{
    public static string WithoutFragment(string uri)
    {
        var hash = uri.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? uri : uri[..hash];
    }

    /// <summary>The absolute URI without its fragment, and the fragment unescaped.</summary>
    public static (string Uri, string Fragment) Resolve(string baseUri, string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        var target = hash < 0 ? reference : reference[..hash];
        return (target.Length == 0 ? baseUri : Combine(Parts.Of(baseUri), Parts.Of(target)), fragment);
    }

    private static string Combine(Parts origin, Parts to)
    {
        if (to.Scheme is not null)
        {
            return (to with { Path = WithoutDots(to.Path) }).ToString();
        }

        if (to.Authority is not null)
        {
            return (to with { Scheme = origin.Scheme, Path = WithoutDots(to.Path) }).ToString();
        }

        var path = to.Path.Length == 0 ? origin.Path : WithoutDots(to.Path.StartsWith('/') ? to.Path : Merge(origin, to.Path));
        var query = to.Path.Length == 0 ? to.Query ?? origin.Query : to.Query;
        return (origin with { Path = path, Query = query }).ToString();
    }

    private static string Merge(Parts origin, string path)
        => origin.Authority is not null && origin.Path.Length == 0 ? "/" + path : origin.Path[..(origin.Path.LastIndexOf('/') + 1)] + path;

    private static string WithoutDots(string path)
    {
        if (!path.Contains('.'))
        {
            return path;
        }

        var kept = new List<string>();
        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i] is not ("." or ".."))
            {
                kept.Add(segments[i]);
                continue;
            }

            if (segments[i] == ".." && kept.Count > (path.StartsWith('/') ? 1 : 0))
            {
                kept.RemoveAt(kept.Count - 1);
            }

            if (i == segments.Length - 1)
            {
                kept.Add("");
            }
        }

        return string.Join('/', kept);
    }

    private sealed record Parts(string? Scheme, string? Authority, string Path, string? Query)
    {
        public static Parts Of(string uri)
        {
            string? scheme = null, authority = null, query = null;
            var mark = uri.IndexOf('?', StringComparison.Ordinal);
            if (mark >= 0)
            {
                query = uri[(mark + 1)..];
                uri = uri[..mark];
            }

            var colon = uri.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && uri.AsSpan(0, colon).IndexOf('/') < 0)
            {
                scheme = uri[..colon];
                uri = uri[(colon + 1)..];
            }

            if (uri.StartsWith("//", StringComparison.Ordinal))
            {
                var slash = uri.IndexOf('/', 2);
                authority = slash < 0 ? uri[2..] : uri[2..slash];
                uri = slash < 0 ? "" : uri[slash..];
            }

            return new Parts(scheme, authority, uri, query);
        }

        public override string ToString()
            => $"{(Scheme is null ? "" : Scheme + ":")}{(Authority is null ? "" : "//" + Authority)}{Path}{(Query is null ? "" : "?" + Query)}";
    }
}
