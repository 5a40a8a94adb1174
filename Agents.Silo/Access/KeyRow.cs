using System.Text.Json;
using Agents.Client.Access;
using Agents.Client.Json;

namespace Agents.Silo.Access;

/// <summary>A row of <c>api_keys</c>.</summary>
internal sealed record KeyRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Principal { get; init; }

    /// <summary>A JSON array.</summary>
    public required string Scopes { get; init; }

    public required string Hash { get; init; }

    public required string Hint { get; init; }

    /// <summary>JSON; null for no limit.</summary>
    public string? RateLimit { get; init; }

    public string? DeploymentId { get; init; }

    public string? Replaces { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public bool IsActive(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);

    public IReadOnlyList<string> ScopeList() => JsonSerializer.Deserialize<string[]>(Scopes) ?? [];

    public RateLimit? Limit() => RateLimit is null ? null : JsonSerializer.Deserialize(RateLimit, AgentsJson.Wire.RateLimit);

    public KeyRecord ToRecord(DateTimeOffset now) => new(
        Id, Name, Principal, ScopeList(), Hint, RevokedAt is not null ? KeyStatuses.Revoked : IsActive(now) ? KeyStatuses.Active : KeyStatuses.Expired, CreatedAt, CreatedBy)
    {
        ExpiresAt = ExpiresAt,
        LastUsedAt = LastUsedAt,
        RevokedAt = RevokedAt,
        Replaces = Replaces,
        RateLimit = Limit(),
    };
}
