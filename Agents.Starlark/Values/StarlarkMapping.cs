using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark;

/// <summary>
/// A dict, or a host's object: a host gives three members and its object behaves as a frozen dict everywhere (indexing, <c>in</c>,
/// iteration, <c>.get .keys .values .items</c>, comparison with real dicts, <c>|</c>, <c>type</c>, <c>json.encode</c>).
/// It is also a scope whose names are its keys.
/// </summary>
public abstract class StarlarkMapping : StarlarkValue, IStarlarkScope
{
    public abstract int Count { get; }

    /// <summary>The keys that are strings, in order.</summary>
    public abstract IEnumerable<string> Names { get; }

    public sealed override string TypeName => "dict";

    public sealed override bool IsTrue => Count > 0;

    /// <summary>The entries in order.</summary>
    public virtual IEnumerable<KeyValuePair<StarlarkValue, StarlarkValue>> Entries
    {
        get
        {
            foreach (var name in Names)
            {
                if (TryGet(name, out var value))
                {
                    yield return new(StarlarkString.Of(name), value);
                }
            }
        }
    }

    internal sealed override MethodTable Methods => DictMethods.Table;

    internal sealed override long Length => Count;

    public abstract bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value);

    /// <summary>The value of a key of any type; an unhashable key is an error.</summary>
    internal virtual bool TryGetItem(StarlarkValue key, [NotNullWhen(true)] out StarlarkValue? value)
    {
        if (key is StarlarkString text)
        {
            return TryGet(text.Value, out value);
        }

        key.KeyHash(0);
        value = null;
        return false;
    }

    internal override IEnumerable<StarlarkValue> Iterate() => Entries.Select(entry => entry.Key);

    internal sealed override bool IsEqualTo(StarlarkValue other, int depth)
        => other is StarlarkMapping same && Equality.MappingsEqual(this, same, depth);

    internal sealed override void AppendTo(Representation text) => text.AppendEntries(this);
}
