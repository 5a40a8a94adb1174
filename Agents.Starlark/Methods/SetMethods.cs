namespace Agents.Starlark;

/// <summary>Methods of sets.</summary>
internal static class SetMethods
{
    public static MethodTable Table { get; } = new(
        Method.Of<StarlarkSet>("add", "x, /", Add),
        Method.Of<StarlarkSet>("clear", "", Clear),
        Method.Of<StarlarkSet>("difference", "*others", (self, a) => Without(self, a)),
        Method.Of<StarlarkSet>("difference_update", "*others", (self, a) => Replace(self, Without(self, a), "remove from")),
        Method.Of<StarlarkSet>("discard", "x, /", (self, a) => Discard(self, a)),
        Method.Of<StarlarkSet>("intersection", "*others", (self, a) => Common(self, a)),
        Method.Of<StarlarkSet>("intersection_update", "*others", (self, a) => Replace(self, Common(self, a), "remove from")),
        Method.Of<StarlarkSet>("isdisjoint", "x, /", (self, a) => StarlarkBool.Of(!Other(a).Iterate().Any(self.Contains))),
        Method.Of<StarlarkSet>("issubset", "x, /", (self, a) => StarlarkBool.Of(Other(a) is var other && self.Iterate().All(other.Contains))),
        Method.Of<StarlarkSet>("issuperset", "x, /", (self, a) => StarlarkBool.Of(Other(a).Iterate().All(self.Contains))),
        Method.Of<StarlarkSet>("pop", "", Pop),
        Method.Of<StarlarkSet>("remove", "x, /", Remove),
        Method.Of<StarlarkSet>("symmetric_difference", "x, /", (self, a) => SetOperators.Apply(a.Thread, Operator.Xor, self, Other(a))),
        Method.Of<StarlarkSet>("symmetric_difference_update", "x, /", (self, a) => Replace(self, SetOperators.Apply(a.Thread, Operator.Xor, self, Other(a)), "insert into")),
        Method.Of<StarlarkSet>("union", "*others", (self, a) => All(self, a)),
        Method.Of<StarlarkSet>("update", "*others", (self, a) => Replace(self, All(self, a), "insert into")));

    /// <summary>Gives a set the elements of another, which is new and of nobody else.</summary>
    public static StarlarkNone Replace(StarlarkSet self, StarlarkSet content, string verb)
    {
        var table = self.Change(verb);
        table.Clear();
        foreach (var element in content.Iterate())
        {
            table.Set(element, StarlarkNone.Instance);
        }

        return StarlarkNone.Instance;
    }

    private static StarlarkSet Make(BoundArguments a, StarlarkValue items) => SetOperators.Make(a.Thread, a.Items(items));

    private static StarlarkSet Other(BoundArguments a) => a[0] as StarlarkSet ?? Make(a, a[0]);

    private static StarlarkSet All(StarlarkSet self, BoundArguments a)
        => SetOperators.Make(a.Thread, self.Iterate().Concat(a.Rest(0).SelectMany(a.Items)));

    private static StarlarkSet Without(StarlarkSet self, BoundArguments a)
    {
        var removed = SetOperators.Make(a.Thread, a.Rest(0).SelectMany(a.Items));
        return SetOperators.Apply(a.Thread, Operator.Subtract, self, removed);
    }

    private static StarlarkSet Common(StarlarkSet self, BoundArguments a)
    {
        List<StarlarkSet> others = [.. a.Rest(0).Select(items => Make(a, items))];
        return SetOperators.Make(a.Thread, self.Iterate().Where(element => others.TrueForAll(other => other.Contains(element))));
    }

    private static StarlarkNone Add(StarlarkSet self, BoundArguments a)
    {
        SetOperators.Add(a.Thread, self.Change("insert into"), a[0]);
        return StarlarkNone.Instance;
    }

    private static StarlarkNone Clear(StarlarkSet self, BoundArguments a)
    {
        self.Change("clear").Clear();
        return StarlarkNone.Instance;
    }

    private static StarlarkNone Discard(StarlarkSet self, BoundArguments a)
    {
        self.Change("delete from").Remove(a[0], out _);
        return StarlarkNone.Instance;
    }

    private static StarlarkValue Pop(StarlarkSet self, BoundArguments a)
    {
        var table = self.Change("delete from");
        if (table.Count == 0)
        {
            throw Faults.Lookup("pop: empty set");
        }

        var element = table.First().Key;
        table.Remove(element, out _);
        return element;
    }

    private static StarlarkNone Remove(StarlarkSet self, BoundArguments a)
        => self.Change("delete from").Remove(a[0], out _)
            ? StarlarkNone.Instance
            : throw Faults.Lookup($"remove: missing key: element not found: {Representation.Short(a[0])}");
}
