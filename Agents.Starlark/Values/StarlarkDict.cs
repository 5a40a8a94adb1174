using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark;

/// <summary>A dict that can change until it is frozen, in insertion order.</summary>
public sealed class StarlarkDict : StarlarkMapping
{
    private readonly HashTable _table = new();
    private readonly MutationGuard _guard = new("dict");

    public override int Count => _table.Count;

    public override IEnumerable<string> Names => _table.Entries().Select(entry => entry.Key).OfType<StarlarkString>().Select(key => key.Value);

    public override IEnumerable<KeyValuePair<StarlarkValue, StarlarkValue>> Entries
    {
        get
        {
            using var reading = _guard.Read();
            foreach (var entry in _table.Entries())
            {
                yield return entry;
            }
        }
    }

    public override bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value) => _table.TryGet(StarlarkString.Of(name), out value);

    /// <summary>Sets an entry; fails when the dict is frozen.</summary>
    public void Set(StarlarkValue key, StarlarkValue value) => Change("insert into").Set(key, value);

    internal HashTable Change(string verb)
    {
        _guard.Check(verb);
        return _table;
    }

    internal override bool TryGetItem(StarlarkValue key, [NotNullWhen(true)] out StarlarkValue? value) => _table.TryGet(key, out value);

    internal override IEnumerable<StarlarkValue> Freeze() => _guard.Freeze() ? _table.Entries().SelectMany(entry => new[] { entry.Key, entry.Value }) : [];
}
