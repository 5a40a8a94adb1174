namespace Agents.Starlark;

/// <summary>A set that can change until it is frozen, in insertion order.</summary>
public sealed class StarlarkSet : StarlarkValue
{
    private readonly HashTable _table = new();
    private readonly MutationGuard _guard = new("set");

    public override string TypeName => "set";

    public override bool IsTrue => _table.Count > 0;

    public int Count => _table.Count;

    internal override MethodTable Methods => SetMethods.Table;

    internal override long Length => _table.Count;

    public bool Contains(StarlarkValue element) => _table.Contains(element);

    internal HashTable Change(string verb)
    {
        _guard.Check(verb);
        return _table;
    }

    internal override IEnumerable<StarlarkValue> Iterate()
    {
        using var reading = _guard.Read();
        foreach (var entry in _table.Entries())
        {
            yield return entry.Key;
        }
    }

    internal override bool IsEqualTo(StarlarkValue other, int depth)
        => other is StarlarkSet same && same.Count == Count && Iterate().All(same.Contains);

    internal override IEnumerable<StarlarkValue> Freeze() => _guard.Freeze() ? _table.Entries().Select(entry => entry.Key) : [];

    internal override void AppendTo(Representation text)
    {
        if (Count == 0)
        {
            text.Append("set()");
        }
        else
        {
            text.AppendItems(this, "set([", "])", Iterate());
        }
    }
}
