using System.Buffers;

namespace Agents.Core.Secrets;

/// <summary>
/// Finds what looks like a secret in one text: bearer tokens, keys of well-known providers, private keys. One pass however hostile the text is: where a run
/// of characters was found to be no key, what begins inside of it is none either.
/// </summary>
internal ref struct SecretShapes(ReadOnlySpan<char> text)
{
    // A key has at least so many characters after its beginning, and a digit: task-force, sk-learn and "Bearer authentication" are words.
    private const int ShortestKey = 16;

    private const string PrivateKey = "PRIVATE KEY-----";

    private const int LongestLabel = 64;

    private const string Pem = "-----BEGIN ";

    private static readonly string[] Bearers = ["Bearer ", "bearer ", "BEARER "];

    private static readonly string[] Keys = ["sk-", "ak_", "AIza", "AKIA", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xapp-", "hf_", "gsk_"];

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private readonly ReadOnlySpan<char> _text = text;

    private int _noKeyBefore;

    /// <summary>How each shape begins.</summary>
    public static string[] Starts { get; } = [.. Bearers, .. Keys, Pem];

    /// <summary>Length of the longest of them.</summary>
    public static int LongestStart { get; } = Starts.Max(static start => start.Length);

    /// <summary>How long the secret is that begins here; 0 where none does.</summary>
    public int LengthAt(int at)
    {
        var rest = _text[at..];
        if (rest.StartsWith(Pem, StringComparison.Ordinal))
        {
            return PrivateKeyLength(rest);
        }

        foreach (var start in Bearers)
        {
            if (rest.StartsWith(start, StringComparison.Ordinal))
            {
                return KeyLength(at, start.Length, isPartOfIt: false);
            }
        }

        foreach (var start in Keys)
        {
            if (rest.StartsWith(start, StringComparison.Ordinal))
            {
                return at > 0 && char.IsAsciiLetterOrDigit(_text[at - 1]) ? 0 : KeyLength(at, start.Length, isPartOfIt: true);
            }
        }

        return 0;
    }

    private int KeyLength(int at, int startLength, bool isPartOfIt)
    {
        var from = at + startLength;
        if (isPartOfIt && from <= _noKeyBefore)
        {
            return 0;
        }

        var run = _text[from..];
        var length = run.IndexOfAnyExcept(KeyCharacters) is var end and >= 0 ? end : run.Length;
        length = run[..length].TrimEnd('.').Length;
        if (length >= ShortestKey && run[..length].ContainsAny(Digits))
        {
            return startLength + length;
        }

        _noKeyBefore = Math.Max(_noKeyBefore, from + length);
        return 0;
    }

    private static int PrivateKeyLength(ReadOnlySpan<char> rest)
    {
        var label = rest[..Math.Min(rest.Length, LongestLabel)].IndexOf(PrivateKey, StringComparison.Ordinal);
        if (label < 0)
        {
            return 0;
        }

        var end = rest.IndexOf("-----END ", StringComparison.Ordinal);
        var close = end < 0 ? -1 : rest[end..].IndexOf(PrivateKey, StringComparison.Ordinal);
        // Cut off in the middle: what is there of it is the secret all the same.
        return close < 0 ? rest.Length : end + close + PrivateKey.Length;
    }
}
