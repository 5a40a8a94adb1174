namespace Agents.Starlark;

/// <summary>Methods of dicts; a host's object is a frozen one.</summary>
internal static class DictMethods
{
    public static MethodTable Table { get; } = new(
        Method.Of<StarlarkMapping>("clear", "", Clear),
        Method.Of<StarlarkMapping>("get", "key, default=, /", Get),
        Method.Of<StarlarkMapping>("items", "", (self, a) => Items(a.Thread, self)),
        Method.Of<StarlarkMapping>("keys", "", (self, a) => a.Thread.ListOf(self.Iterate()!, self.Count)),
        Method.Of<StarlarkMapping>("pop", "key, default=, /", Pop),
        Method.Of<StarlarkMapping>("popitem", "", PopItem),
        Method.Of<StarlarkMapping>("setdefault", "key, default=, /", SetDefault),
        Method.Of<StarlarkMapping>("update", "pairs=, /, **named", Update),
        Method.Of<StarlarkMapping>("values", "", (self, a) => a.Thread.ListOf(self.Entries.Select(entry => entry.Value), self.Count)));

    public static void Set(StarlarkThread thread, StarlarkDict dict, StarlarkValue key, StarlarkValue value)
    {
        var table = dict.Change("insert into");
        if (table.Set(key, value))
        {
            thread.Reserve(Footprint.Entry);
        }
    }

    /// <summary>Inserts the entries of a mapping.</summary>
    public static void Insert(StarlarkThread thread, StarlarkDict into, StarlarkMapping from)
    {
        if (ReferenceEquals(into, from))
        {
            into.Change("update");
            return;
        }

        foreach (var (key, value) in from.Entries)
        {
            thread.Work(1);
            Set(thread, into, key, value);
        }
    }

    /// <summary>What <c>dict(...)</c> and <c>update</c> share: a mapping or an iterable of pairs, then names.</summary>
    public static void Update(StarlarkDict dict, BoundArguments a, int pairs, int named)
    {
        if (a.Optional(pairs) is StarlarkMapping mapping)
        {
            Insert(a.Thread, dict, mapping);
        }
        else if (a.Optional(pairs) is { } items)
        {
            InsertPairs(dict, a, items);
        }

        Insert(a.Thread, dict, a.Named(named));
    }

    private static void InsertPairs(StarlarkDict dict, BoundArguments a, StarlarkValue items)
    {
        var index = 0;
        foreach (var item in a.Items(items))
        {
            var pair = item.Iterate()
                ?? throw Faults.Type($"Error in {a.Function}: dictionary update sequence element #{index} is not iterable ({item.TypeName}): cannot convert to a pair");
            if (item.Length != 2)
            {
                throw a.Fault($"dictionary update sequence element #{index} has length {item.Length}, want 2: non-pair element");
            }

            StarlarkValue[] parts = [.. pair];
            a.Thread.Work(1);
            Set(a.Thread, dict, parts[0], parts[1]);
            index++;
        }
    }

    private static StarlarkDict Mutable(StarlarkMapping self, string verb)
    {
        var dict = self as StarlarkDict ?? throw Faults.Mutation($"cannot {verb} frozen dict");
        dict.Change(verb);
        return dict;
    }

    private static StarlarkNone Clear(StarlarkMapping self, BoundArguments a)
    {
        Mutable(self, "clear").Change("clear").Clear();
        return StarlarkNone.Instance;
    }

    private static StarlarkValue Get(StarlarkMapping self, BoundArguments a)
        => self.TryGetItem(a[0], out var value) ? value : a.Optional(1) ?? StarlarkNone.Instance;

    private static StarlarkList Items(StarlarkThread thread, StarlarkMapping self)
        => thread.ListOf(self.Entries.Select(entry => thread.Tuple(entry.Key, entry.Value)), self.Count);

    private static StarlarkValue Pop(StarlarkMapping self, BoundArguments a)
    {
        if (Mutable(self, "delete from").Change("delete from").Remove(a[0], out var value))
        {
            return value;
        }

        return a.Optional(1) ?? throw Faults.Lookup($"pop: missing key: {Representation.Short(a[0])} not found in dict");
    }

    private static StarlarkTuple PopItem(StarlarkMapping self, BoundArguments a)
    {
        var table = Mutable(self, "delete from").Change("delete from");
        if (table.Count == 0)
        {
            throw Faults.Lookup("popitem: empty dict");
        }

        var (key, value) = table.First();
        table.Remove(key, out _);
        return a.Thread.Tuple(key, value);
    }

    private static StarlarkValue SetDefault(StarlarkMapping self, BoundArguments a)
    {
        var dict = Mutable(self, "insert into");
        if (dict.TryGetItem(a[0], out var value))
        {
            return value;
        }

        value = a.Optional(1) ?? StarlarkNone.Instance;
        Set(a.Thread, dict, a[0], value);
        return value;
    }

    private static StarlarkNone Update(StarlarkMapping self, BoundArguments a)
    {
        Update(Mutable(self, "update"), a, 0, 1);
        return StarlarkNone.Instance;
    }
}
