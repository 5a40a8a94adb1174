namespace Agents.Starlark;

/// <summary>The arguments of a call, not yet matched with parameters.</summary>
public readonly struct StarlarkArguments
{
    private readonly StarlarkValue[]? _positional;
    private readonly KeyValuePair<string, StarlarkValue>[]? _named;

    internal StarlarkArguments(StarlarkValue[] positional, KeyValuePair<string, StarlarkValue>[]? named = null)
        => (_positional, _named) = (positional, named);

    public IReadOnlyList<StarlarkValue> Positional => _positional ?? [];

    public IReadOnlyList<KeyValuePair<string, StarlarkValue>> Named => _named ?? [];

    internal StarlarkValue[] PositionalArray => _positional ?? [];

    internal KeyValuePair<string, StarlarkValue>[] NamedArray => _named ?? [];
}
