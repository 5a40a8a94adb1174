namespace Agents.Starlark;

/// <summary>Functions that make and consume collections.</summary>
internal static class SequenceFunctions
{
    public static IEnumerable<StarlarkBuiltin> All { get; } =
    [
        new("all", Signature.Of("x, /"), a => StarlarkBool.Of(Counted(a, 0).All(item => item.IsTrue))),
        new("any", Signature.Of("x, /"), a => StarlarkBool.Of(Counted(a, 0).Any(item => item.IsTrue))),
        new("dict", Signature.Of("pairs=, /, **named"), Dict),
        new("enumerate", Signature.Of("x, start="), Enumerate),
        new("len", Signature.Of("x, /"), Len),
        new("list", Signature.Of("x=, /"), List),
        new("max", Signature.Of("*args, **named"), a => Extremes.Find(a, Operator.Greater)),
        new("min", Signature.Of("*args, **named"), a => Extremes.Find(a, Operator.Less)),
        new("range", Signature.Of("start, stop=, step=, /"), Range),
        new("reversed", Signature.Of("x, /"), Reversed),
        new("set", Signature.Of("x=, /"), a => SetOperators.Make(a.Thread, a.Optional(0) is null ? [] : a.Items(0))),
        new("sorted", Signature.Of("x, /, *, key=, reverse="), Sorted),
        new("sum", Signature.Of("x, start="), Sum),
        new("tuple", Signature.Of("x=, /"), Tuple),
        new("zip", Signature.Of("*args"), Zip),
    ];

    private static IEnumerable<StarlarkValue> Counted(BoundArguments a, int index)
    {
        var thread = a.Thread;
        return a.Items(index).Select(item =>
        {
            thread.Work(1);
            return item;
        });
    }

    private static StarlarkDict Dict(BoundArguments a)
    {
        a.Thread.Reserve(Footprint.Dict(0));
        var result = new StarlarkDict();
        DictMethods.Update(result, a, 0, 1);
        return result;
    }

    private static StarlarkList Enumerate(BoundArguments a)
    {
        var (thread, start) = (a.Thread, StarlarkInt.Of(a.Int(1)));
        return thread.ListOf(a.Items(0).Select((item, index) => thread.Tuple(Arithmetic.Add(thread, start, StarlarkInt.Of(index)), item)), a[0].Length);
    }

    private static StarlarkInt Len(BoundArguments a)
        => a[0].Length is var length and >= 0 ? StarlarkInt.Of(length) : throw Faults.Type($"len: value of type {a[0].TypeName} has no len");

    private static StarlarkList List(BoundArguments a) => a.Optional(0) is null ? a.Thread.ListOf([]) : a.Thread.ListOf(a.Items(0), a[0].Length);

    private static StarlarkTuple Tuple(BoundArguments a) => a.Optional(0) switch
    {
        null => StarlarkTuple.Empty,
        StarlarkTuple same => same,
        _ => StarlarkTuple.Of([.. a.Thread.Collect(a.Items(0), a[0].Length)]),
    };

    private static StarlarkRange Range(BoundArguments a)
    {
        a.Thread.Reserve(Footprint.Closure);
        return a.Optional(1) is null ? StarlarkRange.Of(0, a.Int(0), 1) : StarlarkRange.Of(a.Int(0), a.Int(1), a.Int(2, 1));
    }

    private static StarlarkList Reversed(BoundArguments a)
    {
        var result = a.Thread.ListOf(a.Items(0), a[0].Length);
        result.Change("reverse").Reverse();
        return result;
    }

    /// <summary>Stable in both directions.</summary>
    private static StarlarkList Sorted(BoundArguments a)
    {
        var thread = a.Thread;
        var items = thread.Collect(a.Items(0), a[0].Length);
        var keys = items;
        if (a.Given(1) is { } key)
        {
            keys = thread.Collect(items.Select(item => thread.Call(key, item)), items.Count);
        }

        var direction = a.Flag(2) ? -1 : 1;
        var order = StableSort.Order(keys, (left, right) =>
        {
            thread.Work(1);
            return direction * Comparison.Compare(left, right, Operator.Less);
        });
        return thread.ListOf(order.Select(index => items[index]), items.Count);
    }

    private static StarlarkValue Sum(BoundArguments a)
    {
        StarlarkValue total = a.Optional(1) ?? StarlarkInt.Of(0);
        if (total is StarlarkString)
        {
            throw Faults.Type("sum: can't sum strings: use \"\".join(...)");
        }

        foreach (var item in a.Items(0))
        {
            total = BinaryOperators.Apply(a.Thread, Operator.Add, total, item);
        }

        return total;
    }

    private static StarlarkList Zip(BoundArguments a)
    {
        var thread = a.Thread;
        List<IEnumerator<StarlarkValue>> columns = [];
        try
        {
            foreach (var items in a.Rest(0))
            {
                columns.Add(a.Items(items).GetEnumerator());
            }

            return thread.ListOf(Rows(thread, columns));
        }
        finally
        {
            columns.ForEach(column => column.Dispose());
        }
    }

    private static IEnumerable<StarlarkValue> Rows(StarlarkThread thread, List<IEnumerator<StarlarkValue>> columns)
    {
        while (columns.Count > 0 && columns.TrueForAll(column => column.MoveNext()))
        {
            yield return thread.Tuple([.. columns.Select(column => column.Current)]);
        }
    }
}
