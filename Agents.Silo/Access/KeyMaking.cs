using System.Text.Json;
using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Core.Approvals;

namespace Agents.Silo.Access;

/// <summary>Makes keys of what bodies say, and says what is wrong with bodies.</summary>
internal sealed class KeyMaking(IdGenerator ids, TimeProvider time)
{
    private const int LongestName = 100;

    private const int MostScopes = 50;

    private const double ShortestLife = 60;

    private const double LongestLife = 100.0 * 365 * 24 * 3600;

    private const double LongestOverlap = 30.0 * 24 * 3600;

    /// <summary>What is wrong with a body; null where nothing is.</summary>
    public static string? Problem(CreateKey body, bool isOfDeployment)
        => string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > LongestName || body.Name.Any(char.IsControl) ? $"'name' is a text of at most {LongestName} characters, like billing."
            : isOfDeployment && body.Principal is not null ? "'principal' is not taken here: a deployment's key acts as 'key:' and its name."
            : isOfDeployment && body.Scopes is not null ? "'scopes' is not taken here: a deployment's key may call that deployment."
            : !isOfDeployment && body.Scopes is not { Count: > 0 and <= MostScopes } ? $"'scopes' names from 1 to {MostScopes} of {Known}."
            : body.Scopes?.FirstOrDefault(static scope => !Scopes.IsScope(scope)) is { } unknown ? $"'scopes' has '{unknown}'. Known are {Known}."
            : PrincipalProblem(body.Principal)
            ?? (body.ExpiresInSeconds is < ShortestLife or > LongestLife ? $"'expires_in_seconds' is from {ShortestLife}, at most a hundred years; leave it out for a key that does not end." : null)
            ?? RateProblem(body.RateLimit);

    public static string? OverlapProblem(RotateKey body)
        => body.OverlapSeconds is < 0 or > LongestOverlap or double.NaN ? $"'overlap_seconds' is from 0 to {LongestOverlap}, which is 30 days." : null;

    /// <summary>What is wrong with a limit; null where nothing is.</summary>
    public static string? RateProblem(RateLimit? limit)
        => limit is null or { Requests: >= 1 and <= 1_000_000, PerSeconds: >= 1 and <= 86_400 } ? null
            : "'rate_limit' is like {\"requests\": 100, \"per_seconds\": 60}: requests from 1 to 1000000 in 1 to 86400 seconds.";

    public static string? PrincipalProblem(string? principal)
        => principal is null ? null
            : string.IsNullOrWhiteSpace(principal) || principal.Length > Actor.LongestName || principal.Any(static c => char.IsControl(c) || c is ' ' or ',') ? $"'principal' is a name of at most {Actor.LongestName} characters without spaces, like ada or user:ada."
            : Actor.FullName(principal) is var full && full.StartsWith("user:", StringComparison.Ordinal) && full != ServiceDefaults.Tokens.SiloClient.OpenPrincipal || principal.StartsWith("key:", StringComparison.Ordinal) ? null
            : "'principal' is a person like user:ada, or a program like key:billing; teams are in /api/v1/settings/principals.";

    /// <summary>A new key, and what is kept of it.</summary>
    public (string Key, KeyRow Row) New(CreateKey body, string createdBy, string? deployment)
    {
        var (now, key) = (time.GetUtcNow(), ApiKey.New());
        IReadOnlyList<string> scopes = deployment is null ? [.. body.Scopes!.Distinct()] : [KeyScopes.Invoke(deployment)];
        return (key, new KeyRow
        {
            Id = ids.Next(),
            Name = body.Name!.Trim(),
            Principal = body.Principal is { } principal ? Actor.FullName(principal) : $"key:{body.Name.Trim().Replace(' ', '-')}",
            Scopes = JsonSerializer.Serialize(scopes),
            Hash = ApiKey.Hash(key)!,
            Hint = ApiKey.Hint(key),
            RateLimit = body.RateLimit is { } limit ? JsonSerializer.Serialize(limit, AgentsJson.Wire.RateLimit) : null,
            // One that is good for nothing else goes with its deployment.
            DeploymentId = deployment ?? (scopes is [{ } only] ? Scopes.DeploymentOf(only) : null),
            CreatedAt = now,
            CreatedBy = createdBy,
            ExpiresAt = body.ExpiresInSeconds is { } life ? now.AddSeconds(life) : null,
        });
    }

    /// <summary>A key that may what another one may; it lives as long as that one was to live.</summary>
    public (string Key, KeyRow Row) Successor(KeyRow old, string createdBy)
    {
        var (now, key) = (time.GetUtcNow(), ApiKey.New());
        return (key, old with
        {
            Id = ids.Next(),
            Hash = ApiKey.Hash(key)!,
            Hint = ApiKey.Hint(key),
            Replaces = old.Id,
            CreatedAt = now,
            CreatedBy = createdBy,
            ExpiresAt = old.ExpiresAt is { } end ? now + (end - old.CreatedAt) : null,
            LastUsedAt = null,
        });
    }

    private static string Known => $"{string.Join(", ", KeyScopes.General)}, {KeyScopes.InvokePrefix}<deployment>, {KeyScopes.AgentPrefix}<deployment>";
}
