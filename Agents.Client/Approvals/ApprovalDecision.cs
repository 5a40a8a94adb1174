using System.Text.Json;

namespace Agents.Client.Approvals;

/// <summary>The body of <c>POST /approvals/{id}/approve</c> and <c>/reject</c>.</summary>
public sealed record ApprovalDecision
{
    /// <summary>Who decides (<c>ada</c> or <c>user:ada</c>); null means whoever is signed in, else nobody by name. Recorded as claimed where nobody is signed in.</summary>
    public string? Actor { get; init; }

    /// <summary>Teams of the actor (<c>sre</c> or <c>team:sre</c>), claimed as the name is.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>What to record with the vote; null means nothing. A rejection's comment is its reason.</summary>
    public string? Comment { get; init; }

    /// <summary>The changed payload, where the approval is editable; null means unchanged.</summary>
    public JsonElement? Edited { get; init; }
}

/// <summary>The body of <c>POST /approvals/{id}/delegate</c>.</summary>
/// <param name="To">The user or team who may decide instead: <c>bob</c>, <c>user:bob</c> or <c>team:sre</c>.</param>
public sealed record ApprovalHandOver(string To)
{
    /// <summary>Who hands the decision on; as in <see cref="ApprovalDecision.Actor"/>.</summary>
    public string? Actor { get; init; }

    /// <summary>Teams of the actor; as in <see cref="ApprovalDecision.Teams"/>.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Why; null where nobody says.</summary>
    public string? Comment { get; init; }
}

/// <summary>The body of <c>POST /approvals/{id}/links</c>.</summary>
/// <param name="Decision"><c>approve</c> or <c>reject</c>.</param>
/// <param name="Actor">Whose vote the link is.</param>
public sealed record ApprovalLinkRequest(string Decision, string Actor)
{
    /// <summary>Teams of the actor; as in <see cref="ApprovalDecision.Teams"/>.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>How long the link works, 60 to 2,592,000 (30 days); null means 7 days.</summary>
    public double? ExpiresInSeconds { get; init; }
}

/// <summary>A link that casts one vote, once.</summary>
/// <param name="Url">Where a person opens it. Whoever has it can vote with it: send it only to its actor.</param>
/// <param name="Decision"><c>approve</c> or <c>reject</c>.</param>
/// <param name="Actor">Whose vote it is.</param>
/// <param name="ExpiresAt">When it stops working.</param>
public sealed record ApprovalLink(string Url, string Decision, string Actor, DateTimeOffset ExpiresAt);
