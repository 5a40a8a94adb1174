using System.Text;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary>What a tool asks of a web server.</summary>
/// <param name="Method">The method, in upper case.</param>
/// <param name="Url">An absolute http or https URL.</param>
internal sealed record HttpCall(HttpMethod Method, Uri Url)
{
    // What a connection is made of is not for models to say.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Expect", "TE", "Trailer", "Idempotency-Key", "Traceparent", "Tracestate",
    };

    // These were meant for the first server.
    private static readonly HashSet<string> Confidential = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Cookie", "Proxy-Authorization", "X-Api-Key", "Api-Key" };

    /// <summary>Headers that the model or the definition gives.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Names of headers that hold secrets: they go to the server that they are for and to no other.</summary>
    public IReadOnlySet<string> SecretHeaders { get; init; } = new HashSet<string>();

    /// <summary>What is sent; null sends nothing.</summary>
    public JsonValue? Body { get; init; }

    /// <summary>The call's idempotency key; empty sends none.</summary>
    public string IdempotencyKey { get; init; } = "";

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, Url);
        if (Body is not null)
        {
            request.Content = Body is JsonString text
                ? new StringContent(text.Value, Encoding.UTF8, "text/plain")
                : new StringContent(Body.ToJson(), Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in Headers.Where(static header => !Reserved.Contains(header.Key) && !header.Key.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)))
        {
            if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                request.Content?.Headers.Remove(name);
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (IdempotencyKey.Length > 0)
        {
            request.Headers.Add("Idempotency-Key", IdempotencyKey);
        }

        if (request.Headers.UserAgent.Count == 0)
        {
            request.Headers.UserAgent.ParseAdd("Agents/1.0");
        }

        return request;
    }

    /// <summary>The call that a redirect leads to; null where it leads nowhere that may be followed.</summary>
    public HttpCall? Follow(int status, Uri location)
    {
        var target = location.IsAbsoluteUri ? location : new Uri(Url, location);
        if (target.Scheme is not ("http" or "https") || (Url.Scheme == "https" && target.Scheme == "http"))
        {
            return null;
        }

        var changesMethod = status == 303 || (status is 301 or 302 && Method == HttpMethod.Post);
        var isSameServer = Uri.Compare(Url, target, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
        return this with
        {
            Url = target,
            Method = changesMethod ? HttpMethod.Get : Method,
            Body = changesMethod ? null : Body,
            Headers = isSameServer ? Headers : [.. Headers.Where(header => !Confidential.Contains(header.Key) && !SecretHeaders.Contains(header.Key))],
        };
    }
}
