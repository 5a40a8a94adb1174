namespace Agents.Silo.Models.Offline;

/// <summary>Cuts a reply into the pieces that arrive one after the other: words with the space before them.</summary>
internal static class OfflineChunks
{
    // Long samples would otherwise wait on thousands of timers.
    private const int MostPieces = 40;

    public static List<string> Of(in OfflineReply reply)
    {
        if (reply.Latency == TimeSpan.Zero && reply.CutAfterWords is null)
        {
            return [reply.Text];
        }

        var words = Words(reply.Text);
        return reply.CutAfterWords is { } count ? words[..Math.Min(count, words.Count)] : Merge(words);
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == ' ' && text[at - 1] != ' ')
            {
                words.Add(text[start..at]);
                start = at;
            }
        }

        words.Add(text[start..]);
        return words;
    }

    private static List<string> Merge(List<string> words)
    {
        var size = (words.Count + MostPieces - 1) / MostPieces;
        return size <= 1 ? words : [.. words.Chunk(size).Select(static piece => string.Concat(piece))];
    }
}
