namespace Agents.Client.Access;

/// <summary>A key as it may be shown: never itself.</summary>
/// <param name="Id">Its id, which is no secret.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Principal">Who acts with it, e.g. <c>user:ada</c>.</param>
/// <param name="Scopes">What it may do: <see cref="KeyScopes"/>.</param>
/// <param name="Hint">Its last four characters, to tell two apart.</param>
/// <param name="Status">One of <see cref="KeyStatuses"/>.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
/// <param name="CreatedBy">Who made it.</param>
public sealed record KeyRecord(
    string Id, string Name, string Principal, IReadOnlyList<string> Scopes, string Hint, string Status, DateTimeOffset CreatedAt, string CreatedBy)
{
    /// <summary>When it ends, in UTC; null where it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, in UTC and to the minute; null where it never was.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When somebody revoked it, in UTC; null where nobody did.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The id of the key that it was made to replace; null where it replaces none.</summary>
    public string? Replaces { get; init; }

    /// <summary>How many requests it may make; null where the key has no limit of its own.</summary>
    public RateLimit? RateLimit { get; init; }
}

/// <summary>Whether a key opens anything.</summary>
public static class KeyStatuses
{
    /// <summary>It is taken.</summary>
    public const string Active = "active";

    /// <summary>Its time is over.</summary>
    public const string Expired = "expired";

    /// <summary>Somebody revoked it.</summary>
    public const string Revoked = "revoked";
}

/// <summary>How many requests are let through. They may come at once; what was used comes back evenly.</summary>
/// <param name="Requests">How many in the time, from 1 to 1,000,000.</param>
/// <param name="PerSeconds">The time in seconds, from 1 to 86,400.</param>
public sealed record RateLimit(int Requests, int PerSeconds);

/// <summary>The answer of <c>GET /settings/keys</c>.</summary>
/// <param name="Items">The newest first.</param>
public sealed record KeyList(IReadOnlyList<KeyRecord> Items);

/// <summary>The body of <c>POST /settings/keys</c>, and of <c>POST /deployments/{id}/keys</c>, which takes neither principal nor scopes.</summary>
public sealed record CreateKey
{
    /// <summary>What people call it, at most 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Who acts with it, like <c>ada</c> or <c>user:ada</c>; null is <c>key:</c> and its name.</summary>
    public string? Principal { get; init; }

    /// <summary>What it may do: <see cref="KeyScopes"/>, at least one.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>How long it works, in seconds, from 60; null is for ever.</summary>
    public double? ExpiresInSeconds { get; init; }

    /// <summary>How many requests it may make; null for no limit of its own.</summary>
    public RateLimit? RateLimit { get; init; }
}

/// <summary>The body of <c>POST /settings/keys/{id}/rotate</c>.</summary>
public sealed record RotateKey
{
    /// <summary>How long the old key still works, in seconds, from 0 to 30 days; null is one day.</summary>
    public double? OverlapSeconds { get; init; }
}

/// <summary>A key that was just made.</summary>
/// <param name="Key">The key itself. This is the only time that it is shown.</param>
/// <param name="Record">What is kept of it.</param>
public sealed record CreatedKey(string Key, KeyRecord Record)
{
    // The generated one would print the key.
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(CreatedKey)} {Record.Id}";
}

/// <summary>The answer of <c>GET /whoami</c>: who asks, and what may be asked.</summary>
/// <param name="Principal">Who acts.</param>
/// <param name="Scopes">What is allowed.</param>
/// <param name="Teams">The teams that the principal belongs to.</param>
/// <param name="Auth"><c>key</c> where a key or a login proves it, <c>open</c> where nobody is asked for one.</param>
/// <param name="KeyId">The key's id; null where there is none.</param>
public sealed record CallerRecord(string Principal, IReadOnlyList<string> Scopes, IReadOnlyList<string> Teams, string Auth, string? KeyId);

/// <summary>Somebody who acts, and the teams that approvals know them by.</summary>
/// <param name="Name">In full, e.g. <c>user:ada</c>.</param>
/// <param name="Teams">In full, e.g. <c>team:sre</c>.</param>
public sealed record PrincipalRecord(string Name, IReadOnlyList<string> Teams);

/// <summary>Body and answer of <c>/settings/principals</c>: all of them.</summary>
/// <param name="Items">By name.</param>
public sealed record PrincipalList(IReadOnlyList<PrincipalRecord> Items);
