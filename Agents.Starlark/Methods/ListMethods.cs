namespace Agents.Starlark;

/// <summary>Methods of lists; a host's list is a frozen one.</summary>
internal static class ListMethods
{
    public static MethodTable Table { get; } = new(
        Method.Of<StarlarkSequence>("append", "x, /", Append),
        Method.Of<StarlarkSequence>("clear", "", Clear),
        Method.Of<StarlarkSequence>("extend", "x, /", Extend),
        Method.Of<StarlarkSequence>("index", "x, start=, end=, /", Index),
        Method.Of<StarlarkSequence>("insert", "i, x, /", Insert),
        Method.Of<StarlarkSequence>("pop", "i=, /", Pop),
        Method.Of<StarlarkSequence>("remove", "x, /", Remove));

    /// <summary>Adds all elements, also the list's own.</summary>
    public static void Extend(StarlarkThread thread, StarlarkList list, StarlarkValue items, string function)
    {
        var added = thread.Collect(items.Iterate() ?? throw Faults.NotIterable(function, items), items.Length);
        list.Change("extend").AddRange(added);
    }

    private static List<StarlarkValue> Change(StarlarkSequence self, string verb)
        => self is StarlarkList list ? list.Change(verb) : throw Faults.Mutation($"cannot {verb} frozen list");

    private static StarlarkNone Append(StarlarkSequence self, BoundArguments a)
    {
        var items = Change(self, "append to");
        a.Thread.Append(items, a[0]);
        return StarlarkNone.Instance;
    }

    private static StarlarkNone Clear(StarlarkSequence self, BoundArguments a)
    {
        Change(self, "clear").Clear();
        return StarlarkNone.Instance;
    }

    private static StarlarkNone Extend(StarlarkSequence self, BoundArguments a)
    {
        Change(self, "extend");
        Extend(a.Thread, (StarlarkList)self, a[0], a.Function);
        return StarlarkNone.Instance;
    }

    private static StarlarkInt Index(StarlarkSequence self, BoundArguments a)
    {
        var (start, end) = a.Part(1, 2, self.Count);
        var index = Membership.IndexOf(a.Thread, self, a[0], start, end);
        return index >= 0 ? StarlarkInt.Of(index) : throw Faults.Lookup("index: value not in list");
    }

    private static StarlarkNone Insert(StarlarkSequence self, BoundArguments a)
    {
        var items = Change(self, "insert into");
        var index = a.Int(0);
        index = Math.Clamp(index < 0 ? Math.Max(index, -items.Count) + items.Count : index, 0, items.Count);
        a.Thread.Reserve(Footprint.Element);
        a.Thread.Work(items.Count - index);
        items.Insert((int)index, a[1]);
        return StarlarkNone.Instance;
    }

    private static StarlarkValue Pop(StarlarkSequence self, BoundArguments a)
    {
        var items = Change(self, "pop from");
        var index = a.Int(0, -1);
        index = index < 0 ? index + items.Count : index;
        if (index < 0 || index >= items.Count)
        {
            throw Indexing.OutOfRange("pop: list", $"{a.Int(0, -1)}", items.Count);
        }

        a.Thread.Work(items.Count - index);
        var value = items[(int)index];
        items.RemoveAt((int)index);
        return value;
    }

    private static StarlarkNone Remove(StarlarkSequence self, BoundArguments a)
    {
        var items = Change(self, "remove from");
        var index = Membership.IndexOf(a.Thread, self, a[0], 0, items.Count);
        if (index < 0)
        {
            throw Faults.Lookup("remove: element not found");
        }

        a.Thread.Work(items.Count - index);
        items.RemoveAt(index);
        return StarlarkNone.Instance;
    }
}
