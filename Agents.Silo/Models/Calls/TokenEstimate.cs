namespace Agents.Silo.Models;

/// <summary>Tokens of a text where nobody counts them: one per four characters, the usual rule of thumb for English prose.</summary>
internal static class TokenEstimate
{
    public static long Of(string text) => (text.Length + 3) / 4;
}
