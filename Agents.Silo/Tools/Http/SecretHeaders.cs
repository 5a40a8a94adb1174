using Agents.Core.Json;
using Agents.Silo.Secrets;

namespace Agents.Silo.Tools;

/// <summary>The headers that a definition gives to each request of an agent's, their secrets put in.</summary>
/// <param name="Headers">All of them.</param>
/// <param name="Secret">Names of those that hold secrets.</param>
/// <param name="Problem">Why the request must not be made; null where it may.</param>
internal sealed record SecretHeaders(IReadOnlyList<KeyValuePair<string, string>> Headers, IReadOnlySet<string> Secret, string? Problem)
{
    /// <summary>
    /// Puts secrets in. The address comes from a model, which pages that it reads may talk into anything: a secret goes only to hosts that the definition names.
    /// </summary>
    public static SecretHeaders Resolve(SecretResolver secrets, ToolCall call, Uri url)
    {
        var (headers, secret) = (new List<KeyValuePair<string, string>>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var (name, value) in call.Config?.Find("headers") as JsonObject ?? JsonObject.Empty)
        {
            var written = value is JsonString text ? text.Value : value.ToJson();
            var resolved = secrets.Resolve(call.ExecutionId, written, out var missing);
            if (missing.Count > 0)
            {
                return Refused($"The header '{name}' refers to {string.Join(", ", missing)}, which nobody has set.");
            }

            if (!ReferenceEquals(resolved, written) && resolved != written)
            {
                secret.Add(name);
            }

            headers.Add(new(name, resolved));
        }

        return secret.Count == 0 || MayGo(call.Config!, url.IdnHost)
            ? new SecretHeaders(headers, secret, null)
            : Refused($"The header '{secret.First()}' holds a secret, and 'hosts' of the tool's config does not name {url.IdnHost}. Only hosts that it names get the secret.");
    }

    private static bool MayGo(JsonObject config, string host) => config.Find("hosts") is JsonArray hosts && hosts.OfType<JsonString>().Any(named => Fits(named.Value, host));

    private static bool Fits(string named, string host)
        => named.StartsWith("*.", StringComparison.Ordinal) ? host.EndsWith(named[1..], StringComparison.OrdinalIgnoreCase) : string.Equals(named, host, StringComparison.OrdinalIgnoreCase);

    private static SecretHeaders Refused(string problem) => new([], new HashSet<string>(), problem);
}
