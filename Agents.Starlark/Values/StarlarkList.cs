namespace Agents.Starlark;

/// <summary>A list that can change until it is frozen.</summary>
public sealed class StarlarkList : StarlarkSequence
{
    private readonly List<StarlarkValue> _items;
    private readonly MutationGuard _guard = new("list");

    public StarlarkList() => _items = [];

    public StarlarkList(IEnumerable<StarlarkValue> items) => _items = [.. items];

    internal StarlarkList(List<StarlarkValue> items) => _items = items;

    public override int Count => _items.Count;

    public override StarlarkValue this[int index] => _items[index];

    /// <summary>The elements for a change that the verb describes: "append to".</summary>
    internal List<StarlarkValue> Change(string verb)
    {
        _guard.Check(verb);
        return _items;
    }

    internal override IEnumerable<StarlarkValue> Iterate()
    {
        using var reading = _guard.Read();
        for (var i = 0; i < _items.Count; i++)
        {
            yield return _items[i];
        }
    }

    internal override IEnumerable<StarlarkValue> Freeze() => _guard.Freeze() ? _items : [];
}
