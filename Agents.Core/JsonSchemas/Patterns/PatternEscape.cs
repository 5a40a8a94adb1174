namespace Agents.Core.JsonSchemas.Patterns;

/// <summary>What an escape stands for: a set of characters, or one.</summary>
internal readonly record struct PatternEscape(CodePointSet? Set, int CodePoint)
{
    /// <summary>Reads what follows a backslash, inside and outside of classes.</summary>
    public static PatternEscape Read(PatternReader reader)
    {
        var letter = reader.ReadCodePoint();
        return letter switch
        {
            'd' or 'D' => SetOf(CodePointSet.Digits, letter == 'D'),
            'w' or 'W' => SetOf(CodePointSet.WordCharacters, letter == 'W'),
            's' or 'S' => SetOf(CodePointSet.WhiteSpace, letter == 'S'),
            'p' or 'P' => Property(reader, letter == 'P'),
            'f' => One('\f'),
            'n' => One('\n'),
            'r' => One('\r'),
            't' => One('\t'),
            'v' => One('\v'),
            '0' => char.IsAsciiDigit(reader.Peek()) ? throw new PatternException("Octal escapes are not allowed.") : One(0),
            'c' => Control(reader),
            'x' => One(reader.ReadHex(2)),
            'u' => One(CodeUnits(reader)),
            >= 'a' and <= 'z' or >= 'A' and <= 'Z' => throw new PatternException($"\\{(char)letter} means nothing in ECMA-262."),
            _ => One(letter),
        };
    }

    private static PatternEscape One(int codePoint) => new(null, codePoint);

    private static PatternEscape SetOf((int, int)[] ranges, bool negated) => new(CodePointSet.Of(ranges, negated), 0);

    private static PatternEscape Property(PatternReader reader, bool negated)
    {
        if (!reader.TrySkip("{"))
        {
            throw new PatternException("\\p needs a property in braces.");
        }

        var set = new CodePointSet();
        UnicodeProperty.Add(set, reader.ReadUntil('}'), negated);
        return new PatternEscape(set, 0);
    }

    private static PatternEscape Control(PatternReader reader)
    {
        var letter = reader.Read();
        return char.IsAsciiLetter(letter) ? One(letter % 32) : throw new PatternException("\\c needs a letter.");
    }

    private static int CodeUnits(PatternReader reader)
    {
        if (reader.TrySkip("{"))
        {
            var digits = reader.ReadUntil('}');
            var codePoint = new PatternReader(digits).ReadHex(digits.Length);
            return codePoint is >= 0 and <= 0x10FFFF ? codePoint : throw new PatternException($"\\u{{{digits}}} is no code point.");
        }

        var unit = reader.ReadHex(4);
        if (!char.IsHighSurrogate((char)unit) || !reader.TrySkip("\\u"))
        {
            return unit;
        }

        var low = reader.ReadHex(4);
        return char.IsLowSurrogate((char)low)
            ? char.ConvertToUtf32((char)unit, (char)low)
            : throw new PatternException($"\\u{unit:X4} is half of a pair and \\u{low:X4} is not the other half.");
    }
}
