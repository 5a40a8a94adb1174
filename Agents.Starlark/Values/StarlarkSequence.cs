using System.Collections;

namespace Agents.Starlark;

/// <summary>
/// A list, a tuple, or a host's array: a host gives the two members and its object behaves as a frozen list everywhere
/// (indexing, <c>in</c>, iteration, comparison with real lists, <c>+</c>, <c>type</c>, <c>json.encode</c>).
/// </summary>
public abstract class StarlarkSequence : StarlarkValue, IReadOnlyList<StarlarkValue>
{
    public abstract int Count { get; }

    public override string TypeName => "list";

    public override bool IsTrue => Count > 0;

    internal override MethodTable Methods => ListMethods.Table;

    internal override long Length => Count;

    internal virtual bool IsTuple => false;

    public abstract StarlarkValue this[int index] { get; }

    public IEnumerator<StarlarkValue> GetEnumerator() => Iterate()!.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override IEnumerable<StarlarkValue> Iterate()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    internal override bool IsEqualTo(StarlarkValue other, int depth)
        => other is StarlarkSequence same && same.IsTuple == IsTuple && Equality.SequencesEqual(this, same, depth);

    internal override void AppendTo(Representation text) => text.AppendItems(this, "[", "]", this);
}
