using Agents.Silo.Approvals;

namespace Agents.Silo.Chat;

/// <summary>Whose conversation it is: who is signed in, else the random id that a browser keeps. Never an address.</summary>
internal static class ChatUser
{
    public const int LongestId = 100;

    private const string Anonymous = "anonymous";

    public static string Of(HttpContext http, string? claimed) => Actors.Principal(http) ?? (string.IsNullOrWhiteSpace(claimed) ? Anonymous : claimed.Trim());

    /// <summary>Whether the caller may read it. Where nobody signs in, knowing its random id is enough.</summary>
    public static bool MaySee(HttpContext http, ChatSessionRow session) => Actors.Principal(http) is not { } principal || principal == session.UserIdentifier;

    public static string? Problem(string? claimed)
        => claimed is null || (claimed.Length <= LongestId && !claimed.Any(char.IsControl)) ? null : $"'user_identifier' is a text of at most {LongestId} characters in one line.";
}
