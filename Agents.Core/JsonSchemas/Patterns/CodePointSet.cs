using System.Globalization;
using System.Text;

namespace Agents.Core.JsonSchemas.Patterns;

/// <summary>
/// A set of code points that renders as a .NET expression. .NET matches UTF-16 units, so what lies beyond U+FFFF becomes an alternation of surrogate pairs.
/// </summary>
internal sealed class CodePointSet
{
    private const int LastUnit = 0xFFFF;
    private const int Last = 0x10FFFF;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    private readonly List<(int From, int To)> _ranges = [];
    private readonly List<(string Name, bool Negated)> _categories = [];

    public static readonly (int, int)[] Digits = [('0', '9')];

    public static readonly (int, int)[] WordCharacters = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

    public static readonly (int, int)[] WhiteSpace =
    [
        ('\t', '\r'), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
        (0xFEFF, 0xFEFF),
    ];

    public static readonly (int, int)[] LineEnds = [('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)];

    public static CodePointSet Of(IEnumerable<(int, int)> ranges, bool negated = false)
    {
        var set = new CodePointSet();
        set.Add(ranges, negated);
        return set;
    }

    public void Add(int from, int to) => _ranges.Add((from, to));

    public void Add(IEnumerable<(int From, int To)> ranges, bool negated) => _ranges.AddRange(negated ? Complement(ranges) : ranges);

    public void AddAll(CodePointSet other)
    {
        _ranges.AddRange(other._ranges);
        _categories.AddRange(other._categories);
    }

    /// <summary>Adds a Unicode category as .NET writes it: known for the first plane only, so a negated one takes all that lies beyond.</summary>
    public void AddCategory(string category, bool negated)
    {
        _categories.Add((category, negated));
        if (negated)
        {
            _ranges.Add((LastUnit + 1, Last));
        }
    }

    public bool Contains(int codePoint)
        => _ranges.Exists(range => codePoint >= range.From && codePoint <= range.To)
            || (codePoint <= LastUnit && _categories.Exists(category => UnicodeProperty.IsIn((char)codePoint, category.Name) != category.Negated));

    /// <summary>The first code point that was added; null where none was.</summary>
    public int? First() => _ranges.Count == 0 ? null : _ranges[0].From;

    public string Render(bool negated = false)
    {
        var beyond = negated ? Complement(_ranges.Select(static range => (Math.Max(range.From, LastUnit + 1), range.To)).Where(static range => range.Item1 <= range.To)) : _ranges;
        var pairs = beyond.Where(static range => range.To > LastUnit).SelectMany(static range => Pairs(Math.Max(range.From, LastUnit + 1), range.To)).ToList();
        var units = Units(negated);
        return pairs.Count == 0 ? units : $"(?:{units}|{string.Join('|', pairs)})";
    }

    private string Units(bool negated)
    {
        var inner = new StringBuilder();
        foreach (var (from, to) in _ranges.Where(static range => range.From <= LastUnit))
        {
            inner.Append(CultureInfo.InvariantCulture, $"\\u{from:X4}-\\u{Math.Min(to, LastUnit):X4}");
        }

        foreach (var (name, isNegated) in _categories)
        {
            inner.Append(CultureInfo.InvariantCulture, $"\\{(isNegated ? 'P' : 'p')}{{{name}}}");
        }

        if (negated)
        {
            // Half of a pair must not match on its own what the whole pair does not.
            return $"[^{inner}\\uD800-\\uDFFF]";
        }

        return inner.Length == 0 ? @"[^\s\S]" : $"[{inner}]";
    }

    private static IEnumerable<(int From, int To)> Complement(IEnumerable<(int From, int To)> ranges)
    {
        var next = 0;
        foreach (var (from, to) in ranges.Order())
        {
            if (from > next)
            {
                foreach (var part in WithoutSurrogates(next, from - 1))
                {
                    yield return part;
                }
            }

            next = Math.Max(next, to + 1);
        }

        foreach (var part in WithoutSurrogates(next, Last))
        {
            yield return part;
        }
    }

    private static IEnumerable<(int From, int To)> WithoutSurrogates(int from, int to)
    {
        if (from < FirstSurrogate && from <= to)
        {
            yield return (from, Math.Min(to, FirstSurrogate - 1));
        }

        if (to > LastSurrogate && from <= to)
        {
            yield return (Math.Max(from, LastSurrogate + 1), to);
        }
    }

    private static IEnumerable<string> Pairs(int from, int to)
    {
        while (from <= to)
        {
            var high = 0xD800 + ((from - 0x10000) >> 10);
            var low = 0xDC00 + ((from - 0x10000) & 0x3FF);
            var blockEnd = from | 0x3FF;
            if (low == 0xDC00 && to >= blockEnd)
            {
                // Whole blocks in one go.
                var lastBlock = (to & 0x3FF) == 0x3FF ? to : (to & ~0x3FF) - 1;
                yield return $"[\\u{high:X4}-\\u{0xD800 + ((lastBlock - 0x10000) >> 10):X4}][\\uDC00-\\uDFFF]";
                from = lastBlock + 1;
                continue;
            }

            var end = Math.Min(to, blockEnd);
            yield return $"\\u{high:X4}[\\u{low:X4}-\\u{0xDC00 + ((end - 0x10000) & 0x3FF):X4}]";
            from = end + 1;
        }
    }
}
