using Agents.Core.Secrets;

namespace Agents.Silo.Secrets;

/// <summary>
/// Takes secrets out of text that comes in pieces: what may be the beginning of one is held back until the next piece tells. Used by the one reader of a stream.
/// </summary>
internal sealed class StreamRedaction(SecretText secrets, Action<string> publish)
{
    private Action? _then;

    /// <summary>Takes out what any of these know, one after the other.</summary>
    public static StreamRedaction Over(ReadOnlySpan<SecretText> secrets, Action<string> publish)
    {
        var last = new StreamRedaction(secrets[^1], publish);
        foreach (var known in secrets[..^1])
        {
            last = new StreamRedaction(known, last.Add) { _then = last.Complete };
        }

        return last;
    }

    // What looks like a key is told by its length: so much of a piece's end is kept while it may still grow.
    private const int LongestHeld = 8 * 1024;

    private string _held = "";

    public void Add(string piece)
    {
        var text = _held + piece;
        var open = text.Length > LongestHeld ? 0 : Math.Max(secrets.OpenEnd(text), OpenWord(text));
        _held = text[^open..];
        Publish(text[..^open]);
    }

    /// <summary>The stream is over.</summary>
    public void Complete()
    {
        Publish(_held);
        _held = "";
        _then?.Invoke();
    }

    // A key has no spaces in it: a last word that holds the beginning of one may be half of it.
    private int OpenWord(string text)
    {
        var word = text.LastIndexOfAny([' ', '\n', '\t', '"', '\'']) + 1;
        // "Bearer " has a space of its own.
        var from = word > 0 && text.AsSpan(0, word).EndsWith("earer ", StringComparison.Ordinal) ? Math.Max(0, word - "Bearer ".Length) : word;
        return secrets.MayHold(text.AsSpan(from)) ? text.Length - from : 0;
    }

    private void Publish(string text)
    {
        if (text.Length > 0)
        {
            publish(secrets.Redact(text));
        }
    }
}
