using System.Globalization;
using System.Text;
using Agents.Core.JsonSchemas.Patterns;

namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>
/// Makes up text that a regular expression matches: literals, classes, groups, alternatives, repetitions and backreferences.
/// Lookarounds and word boundaries are passed over; validation tells whether the text fits all the same.
/// </summary>
internal sealed class SamplePattern
{
    private const string Readable = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_ .:/@#%&+=,;!?*()[]{}<>|~^$'\"\\`";
    private const int LongestText = 20_000;

    private static readonly int[] Stretches = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 1_024, 4_096];

    private readonly PatternReader _reader;
    private readonly string _place;
    private readonly SampleChoices _choices;
    private readonly int _stretch;
    private readonly List<string> _groups = [];
    private int _picks;

    private SamplePattern(string pattern, string place, SampleChoices choices, int stretch)
    {
        _reader = new PatternReader(pattern);
        _place = place;
        _choices = choices;
        _stretch = stretch;
    }

    /// <summary>A text whose length lies between the bounds; null where none was found.</summary>
    public static string? Make(string pattern, string place, SampleChoices choices, long shortest, long longest)
    {
        if (SchemaPattern.TryCompile(pattern, out _) is not { } compiled)
        {
            return null;
        }

        foreach (var stretch in Stretches)
        {
            var text = TryMake(pattern, place, choices, stretch);
            if (text is null || text.Length > LongestText)
            {
                return null;
            }

            // An open end takes anything.
            var padded = text.Length >= shortest ? text : text.PadRight((int)shortest, 'x');
            if (padded.Length <= longest && compiled.IsMatch(padded))
            {
                return padded;
            }
        }

        return null;
    }

    private static string? TryMake(string pattern, string place, SampleChoices choices, int stretch)
    {
        try
        {
            return new SamplePattern(pattern, place, choices, stretch).Alternatives();
        }
        catch (PatternException)
        {
            return null;
        }
    }

    private string Alternatives()
    {
        var all = new List<string> { Sequence() };
        while (_reader.TrySkip("|"))
        {
            all.Add(Sequence());
        }

        return all[_choices.Index($"{_place}?{_picks++}", all.Count)];
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (!_reader.IsAtEnd && _reader.Peek() is not ('|' or ')'))
        {
            text.Append(Repeated(Term()));
            if (text.Length > LongestText)
            {
                throw new PatternException("The text grows too long.");
            }
        }

        return text.ToString();
    }

    private string Repeated(Func<string> term)
    {
        var (least, most) = Quantifier();
        _reader.TrySkip("?");
        var count = Math.Min(most, Math.Max(least, Math.Min(_stretch, LongestText)));
        var text = new StringBuilder();
        for (var i = 0; i < count && text.Length <= LongestText; i++)
        {
            text.Append(term());
        }

        return text.ToString();
    }

    private (int Least, int Most) Quantifier()
    {
        if (_reader.TrySkip("*"))
        {
            return (0, int.MaxValue);
        }

        if (_reader.TrySkip("+"))
        {
            return (1, int.MaxValue);
        }

        if (_reader.TrySkip("?"))
        {
            return (0, 1);
        }

        return _reader.Peek() == '{' && _reader.TryReadRepetition() is { } text ? Read(text.Trim('{', '}')) : (1, 1);
    }

    private static (int Least, int Most) Read(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var least = Number(comma < 0 ? text : text[..comma], 1);
        return (least, comma < 0 ? least : Number(text[(comma + 1)..], int.MaxValue));
    }

    private static int Number(string text, int fallback)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : fallback;

    private Func<string> Term()
    {
        switch (_reader.Peek())
        {
            case '^' or '$':
                _reader.Skip(1);
                return static () => "";
            case '.':
                _reader.Skip(1);
                return () => Pick(static point => point is not ('\n' or '\r'), null);
            case '[':
                _reader.Skip(1);
                var members = new PatternClass(_reader);
                return () => Pick(members.Contains, members.First);
            case '(':
                return Group();
            case '\\':
                return Escape();
            default:
                var literal = char.ConvertFromUtf32(_reader.ReadCodePoint());
                return () => literal;
        }
    }

    private Func<string> Group()
    {
        _reader.Skip(1);
        var captures = !_reader.TrySkip("?");
        var isLookaround = false;
        if (!captures)
        {
            captures = _reader.TrySkip("<") && _reader.Peek() is not ('=' or '!');
            isLookaround = !captures && _reader.Peek() is '=' or '!';
            _ = _reader.ReadUntil(captures ? '>' : _reader.Peek() is '=' or '!' ? _reader.Peek() : ':');
        }

        var text = Alternatives();
        _reader.TrySkip(")");
        if (captures)
        {
            _groups.Add(text);
        }

        return () => isLookaround ? "" : text;
    }

    private Func<string> Escape()
    {
        _reader.Skip(1);
        switch (_reader.Peek())
        {
            case 'b' or 'B':
                _reader.Skip(1);
                return static () => "";
            case >= '1' and <= '9':
                var group = Number(_reader.ReadDigits(), 1);
                return () => group <= _groups.Count ? _groups[group - 1] : "";
            case 'k':
                _ = _reader.ReadUntil('>');
                return () => _groups.Count > 0 ? _groups[^1] : "";
            default:
                var escape = PatternEscape.Read(_reader);
                return escape.Set is { } set ? () => Pick(set.Contains, set.First()) : () => char.ConvertFromUtf32(escape.CodePoint);
        }
    }

    private string Pick(Func<int, bool> allows, int? fallback)
    {
        var start = _choices.Number($"{_place}?{_picks++}", 26);
        for (var i = 0; i < Readable.Length; i++)
        {
            var candidate = Readable[(start + i) % Readable.Length];
            if (allows(candidate))
            {
                return candidate.ToString();
            }
        }

        return fallback is { } point and not (>= 0xD800 and <= 0xDFFF) ? char.ConvertFromUtf32(point) : throw new PatternException("The class has no readable character.");
    }
}
