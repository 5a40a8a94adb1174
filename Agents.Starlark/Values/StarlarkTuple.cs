namespace Agents.Starlark;

/// <summary>An immutable sequence; its elements may change.</summary>
public sealed class StarlarkTuple : StarlarkSequence
{
    private readonly StarlarkValue[] _items;

    internal StarlarkTuple(StarlarkValue[] items) => _items = items;

    public static StarlarkTuple Empty { get; } = new([]);

    public override string TypeName => "tuple";

    public override int Count => _items.Length;

    internal override bool IsTuple => true;

    internal override MethodTable Methods => MethodTable.Empty;

    internal ReadOnlySpan<StarlarkValue> Items => _items;

    public override StarlarkValue this[int index] => _items[index];

    public static StarlarkTuple Of(params ReadOnlySpan<StarlarkValue> items) => items.Length == 0 ? Empty : new StarlarkTuple(items.ToArray());

    internal override IEnumerable<StarlarkValue> Iterate() => _items;

    internal override int KeyHash(int depth)
    {
        Equality.CheckDepth(depth);
        HashCode hash = default;
        foreach (var item in _items)
        {
            hash.Add(item.KeyHash(depth + 1));
        }

        return hash.ToHashCode();
    }

    internal override IEnumerable<StarlarkValue> Freeze() => _items;

    internal override void AppendTo(Representation text) => text.AppendItems(this, "(", Count == 1 ? ",)" : ")", this);
}
