using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark;

/// <summary>Ready-made scopes. A <see cref="StarlarkMapping"/> is one, too.</summary>
public static class StarlarkScope
{
    /// <summary>No names but the built-in ones.</summary>
    public static IStarlarkScope Empty { get; } = Of(new Dictionary<string, StarlarkValue>());

    public static IStarlarkScope Of(IReadOnlyDictionary<string, StarlarkValue> values) => new DictionaryScope(values);

    /// <param name="lookup">Gives the value of a name, null where it has none. Called on every read.</param>
    public static IStarlarkScope Of(Func<string, StarlarkValue?> lookup) => new DelegateScope(lookup);

    /// <summary>The first scope that knows a name answers.</summary>
    public static IStarlarkScope Join(params IReadOnlyList<IStarlarkScope> scopes) => new JoinedScope(scopes);

    private sealed class DictionaryScope(IReadOnlyDictionary<string, StarlarkValue> values) : IStarlarkScope
    {
        public IEnumerable<string> Names => values.Keys;

        public bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value) => values.TryGetValue(name, out value);
    }

    private sealed class DelegateScope(Func<string, StarlarkValue?> lookup) : IStarlarkScope
    {
        public bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value) => (value = lookup(name)) is not null;
    }

    private sealed class JoinedScope(IReadOnlyList<IStarlarkScope> scopes) : IStarlarkScope
    {
        public IEnumerable<string> Names => scopes.SelectMany(scope => scope.Names);

        public bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value)
        {
            for (var i = 0; i < scopes.Count; i++)
            {
                if (scopes[i].TryGet(name, out value))
                {
                    return true;
                }
            }

            value = null;
            return false;
        }
    }
}
