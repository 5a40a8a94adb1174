using System.Security.Cryptography;
using System.Text;
using Agents.Core.Approvals;
using Agents.Core.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Agents.Silo.Approvals;

/// <summary>What a link was made for: one vote of one actor on one approval.</summary>
/// <param name="ApprovalId">The approval.</param>
/// <param name="IsApproval">Whether it approves; else it rejects.</param>
/// <param name="Actor">Whose vote it is.</param>
/// <param name="ExpiresAt">When it stops working.</param>
internal sealed record ApprovalLinkClaim(string ApprovalId, bool IsApproval, Actor Actor, DateTimeOffset ExpiresAt);

/// <summary>
/// Tokens of links that cast one vote. A token is encrypted and authenticated with the silo's key ring, and bound to approval, decision and actor.
/// It works once without being kept anywhere: an actor has one vote.
/// </summary>
internal sealed class ApprovalLinks(IDataProtectionProvider keys, TimeProvider time)
{
    private readonly IDataProtector _protector = keys.CreateProtector("agents.approval_link", "v1");

    public string Protect(ApprovalLinkClaim claim) => WebEncoders.Base64UrlEncode(_protector.Protect(JsonObject.Of(
        ("approval", claim.ApprovalId),
        ("approve", claim.IsApproval),
        ("actor", claim.Actor.Name),
        ("teams", JsonArray.From(claim.Actor.Teams.Select(static team => (JsonValue)team))),
        ("expires", claim.ExpiresAt.ToUnixTimeSeconds())).ToUtf8Bytes()));

    /// <summary>Reads a token; null where it is forged, of another approval, or too old.</summary>
    public ApprovalLinkClaim? Read(string approvalId, string? token)
    {
        if (Unprotect(token) is not { } json
            || json.Find("approval") is not JsonString { Value: var id } || id != approvalId
            || json.Find("actor") is not JsonString { Value: var actor }
            || json.Find("approve") is not JsonBoolean { Value: var isApproval }
            || json.Find("expires") is not JsonNumber expires || !expires.TryGetInt64(out var seconds))
        {
            return null;
        }

        var teams = (json.Find("teams") as JsonArray ?? JsonArray.Empty).OfType<JsonString>().Select(static team => team.Value);
        var claim = new ApprovalLinkClaim(id, isApproval, new Actor(actor) { Teams = [.. teams] }, DateTimeOffset.FromUnixTimeSeconds(seconds));
        return claim.ExpiresAt > time.GetUtcNow() ? claim : null;
    }

    private JsonObject? Unprotect(string? token)
    {
        try
        {
            return string.IsNullOrEmpty(token) ? null : JsonValue.Parse(Encoding.UTF8.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(token)))) as JsonObject;
        }
        catch (Exception forged) when (forged is CryptographicException or FormatException)
        {
            // Nothing of ours: the caller is told that the link does not work.
            return null;
        }
    }
}
