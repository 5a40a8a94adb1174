namespace Agents.Starlark;

/// <summary>Cutting and replacing parts.</summary>
internal static partial class StringMethods
{
    private static StarlarkString Strip(StarlarkString self, BoundArguments a, bool atStart, bool atEnd)
    {
        var cutset = a.Given(0) is null ? null : a.Text(0);
        a.Thread.TextWork(self.Value.Length);
        var span = self.Value.AsSpan();
        span = atStart ? cutset is null ? span.TrimStart() : span.TrimStart(NonEmpty(cutset)) : span;
        span = atEnd ? cutset is null ? span.TrimEnd() : span.TrimEnd(NonEmpty(cutset)) : span;
        return span.Length == self.Value.Length || cutset?.Length == 0 ? self : a.Thread.Text(span.ToString());
    }

    /// <summary>Trimming by no characters means white space to the framework.</summary>
    private static string NonEmpty(string cutset) => cutset.Length == 0 ? "\0" : cutset;

    private static StarlarkString RemovePrefix(StarlarkString self, BoundArguments a)
    {
        var prefix = a.Text(0);
        return prefix.Length > 0 && self.Value.StartsWith(prefix, StringComparison.Ordinal) ? a.Thread.Text(self.Value[prefix.Length..]) : self;
    }

    private static StarlarkString RemoveSuffix(StarlarkString self, BoundArguments a)
    {
        var suffix = a.Text(0);
        return suffix.Length > 0 && self.Value.EndsWith(suffix, StringComparison.Ordinal) ? a.Thread.Text(self.Value[..^suffix.Length]) : self;
    }

    private static StarlarkString Replace(StarlarkString self, BoundArguments a)
    {
        var (text, old, replacement) = (self.Value, a.Text(0), a.Text(1));
        var limit = a.Given(2) is null ? -1 : a.Int(2);
        limit = limit < 0 ? long.MaxValue : limit;
        a.Thread.TextWork(text.Length);
        var result = new Representation(a.Thread);
        if (old.Length == 0)
        {
            InsertBetween(a.Thread, result, text, replacement, limit);
            return StarlarkString.Of(result.ToString());
        }

        var at = 0;
        for (; limit > 0 && text.IndexOf(old, at, StringComparison.Ordinal) is var index and >= 0; limit--)
        {
            result.Append(text[at..index]);
            result.Append(replacement);
            at = index + old.Length;
        }

        result.Append(text[at..]);
        return StarlarkString.Of(result.ToString());
    }

    private static void InsertBetween(StarlarkThread thread, Representation result, string text, string replacement, long limit)
    {
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < limit)
            {
                thread.TextWork(1);
                result.Append(replacement);
            }

            result.Append(i < text.Length ? text[i].ToString() : "");
        }
    }

    private static StarlarkList Split(StarlarkString self, BoundArguments a, bool fromEnd)
    {
        a.Thread.TextWork(self.Value.Length);
        var limit = a.Given(1) is null ? -1 : a.Int(1);
        limit = limit < 0 ? long.MaxValue : limit;
        var separator = a.Given(0) is null ? null : a.Text(0);
        var parts = separator switch
        {
            null => fromEnd ? WordsFromEnd(self.Value, limit) : Words(self.Value, limit),
            "" => throw a.Fault("empty separator"),
            _ => fromEnd ? PartsFromEnd(self.Value, separator, limit) : Parts(self.Value, separator, limit),
        };
        var thread = a.Thread;
        var result = thread.ListOf(parts.Select(thread.Text));
        if (fromEnd)
        {
            result.Change("reverse").Reverse();
        }

        return result;
    }

    private static IEnumerable<string> Parts(string text, string separator, long limit)
    {
        var at = 0;
        for (; limit > 0 && text.IndexOf(separator, at, StringComparison.Ordinal) is var index and >= 0; limit--)
        {
            yield return text[at..index];
            at = index + separator.Length;
        }

        yield return text[at..];
    }

    private static IEnumerable<string> PartsFromEnd(string text, string separator, long limit)
    {
        var end = text.Length;
        for (; limit > 0 && text.AsSpan(0, end).LastIndexOf(separator, StringComparison.Ordinal) is var index and >= 0; limit--)
        {
            yield return text[(index + separator.Length)..end];
            end = index;
        }

        yield return text[..end];
    }

    private static IEnumerable<string> Words(string text, long limit)
    {
        for (var at = SkipSpace(text, 0); at < text.Length; at = SkipSpace(text, at))
        {
            var start = at;
            if (limit-- <= 0)
            {
                yield return text[start..];
                yield break;
            }

            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            yield return text[start..at];
        }
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private static IEnumerable<string> WordsFromEnd(string text, long limit)
    {
        for (var end = SkipSpaceBack(text, text.Length); end > 0; end = SkipSpaceBack(text, end))
        {
            var stop = end;
            if (limit-- <= 0)
            {
                yield return text[..stop];
                yield break;
            }

            while (end > 0 && !char.IsWhiteSpace(text[end - 1]))
            {
                end--;
            }

            yield return text[end..stop];
        }
    }

    private static int SkipSpaceBack(string text, int end)
    {
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private static StarlarkList SplitLines(StarlarkString self, BoundArguments a)
    {
        a.Thread.TextWork(self.Value.Length);
        var thread = a.Thread;
        return thread.ListOf(Lines(self.Value, a.Flag(0)).Select(thread.Text));
    }

    private static IEnumerable<string> Lines(string text, bool keepEnds)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = text.AsSpan(at).IndexOfAny('\n', '\r');
            if (length < 0)
            {
                yield return text[at..];
                yield break;
            }

            var next = at + length + (text[at + length] == '\r' && at + length + 1 < text.Length && text[at + length + 1] == '\n' ? 2 : 1);
            yield return text[at..(keepEnds ? next : at + length)];
            at = next;
        }
    }
}
