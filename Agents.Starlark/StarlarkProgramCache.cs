using System.Collections.Concurrent;

namespace Agents.Starlark;

/// <summary>
/// Keeps parsed programs, also failed parses. Thread-safe and bounded: two generations of half the capacity each; when the young one
/// is full it becomes the old one, and what is not asked for again until the next time is gone.
/// </summary>
public sealed class StarlarkProgramCache(int capacity = 4096)
{
    private readonly int _half = Math.Max(1, capacity / 2);
    private volatile ConcurrentDictionary<Key, StarlarkParseResult> _young = new();
    private volatile ConcurrentDictionary<Key, StarlarkParseResult> _old = new();

    public int Count => _young.Count + _old.Count;

    public StarlarkParseResult Expression(string source, StarlarkDialect dialect) => Get(new Key(source, dialect.Features, IsProgram: false));

    public StarlarkParseResult Program(string source, StarlarkDialect dialect) => Get(new Key(source, dialect.Features, IsProgram: true));

    private StarlarkParseResult Get(Key key) => _young.TryGetValue(key, out var result) ? result : Promote(key);

    private StarlarkParseResult Promote(Key key)
    {
        if (!_old.TryGetValue(key, out var result))
        {
            var dialect = new StarlarkDialect(key.Features);
            result = key.IsProgram ? StarlarkProgram.ParseProgram(key.Source, dialect) : StarlarkProgram.ParseExpression(key.Source, dialect);
        }

        var young = _young;
        if (young.Count >= _half)
        {
            // Two threads may do this at once: then one generation is lost, which costs parsing again and nothing else.
            _old = young;
            _young = young = new();
        }

        return young.GetOrAdd(key, result);
    }

    private readonly record struct Key(string Source, StarlarkFeatures Features, bool IsProgram);
}
