using System.Collections.Concurrent;

namespace Agents.Starlark;

/// <summary>Keeps parsed programs, also failed parses. Thread-safe and bounded.</summary>
/// <param name="capacity">Programs kept for each dialect and kind. Default 4096.</param>
public sealed class StarlarkProgramCache(int capacity = 4096)
{
    /// <summary>By dialect and kind, so that a lookup hashes nothing but the source.</summary>
    private readonly ConcurrentDictionary<(StarlarkFeatures Features, bool IsProgram), Table> _tables = new();

    public int Count => _tables.Values.Sum(table => table.Count);

    public StarlarkParseResult Expression(string source, StarlarkDialect dialect)
        => TableOf(dialect, isProgram: false).Get(source, dialect, static (text, language) => StarlarkProgram.ParseExpression(text, language));

    public StarlarkParseResult Program(string source, StarlarkDialect dialect)
        => TableOf(dialect, isProgram: true).Get(source, dialect, static (text, language) => StarlarkProgram.ParseProgram(text, language));

    private Table TableOf(StarlarkDialect dialect, bool isProgram)
        => _tables.TryGetValue((dialect.Features, isProgram), out var table) ? table : _tables.GetOrAdd((dialect.Features, isProgram), new Table(capacity));

    /// <summary>
    /// Two generations of half the capacity each: when the young one is full it becomes the old one, and what is not asked for again
    /// until that happens next is gone.
    /// </summary>
    private sealed class Table(int capacity)
    {
        private readonly int _half = Math.Max(1, capacity / 2);
        private volatile ConcurrentDictionary<string, StarlarkParseResult> _young = new();
        private volatile ConcurrentDictionary<string, StarlarkParseResult> _old = new();
        private int _youngCount;

        public int Count => _young.Count + _old.Count;

        public StarlarkParseResult Get(string source, StarlarkDialect dialect, Func<string, StarlarkDialect, StarlarkParseResult> parse)
        {
            if (_young.TryGetValue(source, out var result))
            {
                return result;
            }

            if (!_old.TryGetValue(source, out result))
            {
                result = parse(source, dialect);
            }

            return Keep(source, result);
        }

        private StarlarkParseResult Keep(string source, StarlarkParseResult result)
        {
            if (Interlocked.Increment(ref _youngCount) > _half)
            {
                // Two threads may do this at once: then one generation is lost, which costs parsing again and nothing else.
                _old = _young;
                _young = new();
                _youngCount = 1;
            }

            return _young.GetOrAdd(source, result);
        }
    }
}
