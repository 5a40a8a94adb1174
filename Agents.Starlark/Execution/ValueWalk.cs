namespace Agents.Starlark;

/// <summary>Visits everything that values reach, each object once and without recursion: values may be nested deeply or contain themselves.</summary>
internal sealed class ValueWalk
{
    private readonly HashSet<StarlarkValue> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<StarlarkValue> _pending = [];

    public int Visited => _seen.Count;

    public void Add(StarlarkValue? value)
    {
        if (value is not null && _seen.Add(value))
        {
            _pending.Push(value);
        }
    }

    public void AddAll(IEnumerable<StarlarkValue?> values)
    {
        foreach (var value in values)
        {
            Add(value);
        }
    }

    public void Freeze()
    {
        while (_pending.TryPop(out var value))
        {
            AddAll(value.Freeze());
        }
    }

    /// <returns>The bytes of everything visited.</returns>
    public long Measure()
    {
        var total = 0L;
        while (_pending.TryPop(out var value))
        {
            total += Footprint.Of(value);
            AddParts(value);
        }

        return total;
    }

    private void AddParts(StarlarkValue value)
    {
        switch (value)
        {
            case StarlarkList list:
                AddAll(list);
                break;
            case StarlarkTuple or StarlarkSet:
                AddAll(value.Iterate()!);
                break;
            case StarlarkDict dict:
                AddAll(dict.Entries.SelectMany(entry => new[] { entry.Key, entry.Value }));
                break;
            case StarlarkFunction function:
                AddAll(function.Defaults);
                AddAll(function.Closure.Select(cell => cell.Value));
                break;
            case BoundMethod method:
                Add(method.Receiver);
                break;
        }
    }
}
