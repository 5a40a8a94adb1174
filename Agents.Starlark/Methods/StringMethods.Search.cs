namespace Agents.Starlark;

/// <summary>Finding parts.</summary>
internal static partial class StringMethods
{
    private static int Find(StarlarkString self, BoundArguments a, bool last)
    {
        var sub = a.Text(0);
        var (start, end) = a.Part(1, 2, self.Value.Length);
        a.Thread.TextWork(self.Value.Length);
        if (start > end)
        {
            return -1;
        }

        var part = self.Value.AsSpan(start, end - start);
        var index = last ? part.LastIndexOf(sub, StringComparison.Ordinal) : part.IndexOf(sub, StringComparison.Ordinal);
        return index < 0 ? -1 : index + start;
    }

    private static StarlarkInt Index(StarlarkString self, BoundArguments a, bool last)
        => Find(self, a, last) is var index and >= 0 ? StarlarkInt.Of(index) : throw Faults.Lookup($"Error in {a.Function}: substring not found");

    private static StarlarkInt Count(StarlarkString self, BoundArguments a)
    {
        var sub = a.Text(0);
        var (start, end) = a.Part(1, 2, self.Value.Length);
        a.Thread.TextWork(self.Value.Length);
        if (sub.Length == 0)
        {
            return StarlarkInt.Of(start > end ? 0 : end - start + 1);
        }

        return StarlarkInt.Of(start >= end ? 0 : self.Value.AsSpan(start, end - start).Count(sub));
    }

    private static StarlarkBool HasAffix(StarlarkString self, BoundArguments a, bool atEnd)
    {
        var (start, end) = a.Part(1, 2, self.Value.Length);
        a.Thread.TextWork(self.Value.Length);
        var part = start > end ? null : self.Value[start..end];
        bool Matches(string affix) => part is not null
            && (atEnd ? part.EndsWith(affix, StringComparison.Ordinal) : part.StartsWith(affix, StringComparison.Ordinal));

        if (a[0] is not StarlarkTuple choices)
        {
            return a[0] is StarlarkString affix ? StarlarkBool.Of(Matches(affix.Value)) : throw a.Wrong(0, "string or tuple of strings (want string)");
        }

        a.Thread.Work(choices.Count);
        var found = false;
        for (var i = 0; i < choices.Count; i++)
        {
            found |= choices[i] is StarlarkString affix
                ? !found && Matches(affix.Value)
                : throw Faults.Type($"Error in {a.Function}: at index {i}, got {choices[i].TypeName}, want string");
        }

        return StarlarkBool.Of(found);
    }

    private static StarlarkTuple Partition(StarlarkString self, BoundArguments a, bool last)
    {
        var separator = a.Text(0);
        if (separator.Length == 0)
        {
            throw a.Fault("empty separator");
        }

        a.Thread.TextWork(self.Value.Length);
        var text = self.Value;
        var index = last ? text.LastIndexOf(separator, StringComparison.Ordinal) : text.IndexOf(separator, StringComparison.Ordinal);
        if (index < 0)
        {
            return last
                ? a.Thread.Tuple(StarlarkString.Empty, StarlarkString.Empty, self)
                : a.Thread.Tuple(self, StarlarkString.Empty, StarlarkString.Empty);
        }

        return a.Thread.Tuple(a.Thread.Text(text[..index]), a[0], a.Thread.Text(text[(index + separator.Length)..]));
    }
}
