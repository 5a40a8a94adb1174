namespace Agents.Starlark;

/// <summary>Union, intersection and differences of sets, in the order of the operands.</summary>
internal static class SetOperators
{
    public static StarlarkSet Apply(StarlarkThread thread, Operator sign, StarlarkSet left, StarlarkSet right) => sign switch
    {
        Operator.Or => Make(thread, left.Iterate().Concat(right.Iterate())),
        Operator.And => Make(thread, left.Iterate().Where(right.Contains)),
        Operator.Subtract => Make(thread, left.Iterate().Where(element => !right.Contains(element))),
        _ => Make(thread, left.Iterate().Where(element => !right.Contains(element)).Concat(right.Iterate().Where(element => !left.Contains(element)))),
    };

    public static StarlarkSet Make(StarlarkThread thread, IEnumerable<StarlarkValue> elements)
    {
        thread.Reserve(Footprint.Dict(0));
        var result = new StarlarkSet();
        var table = result.Change("insert into");
        foreach (var element in elements)
        {
            Add(thread, table, element);
        }

        return result;
    }

    public static void Add(StarlarkThread thread, HashTable table, StarlarkValue element)
    {
        thread.Work(1);
        if (!table.Contains(element))
        {
            thread.Reserve(Footprint.Entry);
            table.Set(element, StarlarkNone.Instance);
        }
    }
}
