namespace Agents.Starlark;

/// <summary>
/// Says whether a mutable value may change now: not when it is frozen, not while something iterates over it.
/// Frozen values are shared between threads, so reading one counts nothing.
/// </summary>
internal sealed class MutationGuard(string typeName)
{
    private bool _frozen;
    private int _readers;

    public void Check(string verb)
    {
        if (_frozen)
        {
            throw Faults.Mutation($"cannot {verb} frozen {typeName}");
        }

        if (_readers > 0)
        {
            throw Faults.Mutation($"cannot {verb} {typeName} during iteration");
        }
    }

    /// <returns>Whether it was not frozen before.</returns>
    public bool Freeze() => !_frozen && (_frozen = true);

    public Reading Read()
    {
        if (_frozen)
        {
            return default;
        }

        _readers++;
        return new Reading(this);
    }

    public readonly struct Reading(MutationGuard? guard) : IDisposable
    {
        public void Dispose()
        {
            if (guard is not null)
            {
                guard._readers--;
            }
        }
    }
}
