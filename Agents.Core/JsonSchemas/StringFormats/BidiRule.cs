namespace Agents.Core.JsonSchemas.StringFormats;

/// <summary>The Bidi rule of RFC 5893 §2, on the Hebrew and Arabic blocks.</summary>
internal static class BidiRule
{
    private enum Direction
    {
        Left,
        Right,
        EuropeanDigit,
        ArabicDigit,
        Neutral,
    }

    /// <summary>Whether the label holds any right-to-left character; one such label puts the rule on the whole name.</summary>
    public static bool IsRightToLeft(string label) => label.Any(static unit => Of(unit) is Direction.Right or Direction.ArabicDigit);

    public static bool Holds(string label)
    {
        var directions = label.Select(Of).ToList();
        var last = directions.FindLast(static direction => direction != Direction.Neutral);
        return directions[0] switch
        {
            Direction.Right => !directions.Contains(Direction.Left)
                && last != Direction.Neutral
                && !(directions.Contains(Direction.EuropeanDigit) && directions.Contains(Direction.ArabicDigit)),
            Direction.Left => !directions.Contains(Direction.Right) && !directions.Contains(Direction.ArabicDigit),
            _ => false,
        };
    }

    private static Direction Of(char unit) => unit switch
    {
        (>= '\u0660' and <= '\u0669') or '\u06DD' => Direction.ArabicDigit,
        (>= '0' and <= '9') or (>= '\u06F0' and <= '\u06F9') => Direction.EuropeanDigit,
        (>= '\u0591' and <= '\u05BD') or (>= '\u0610' and <= '\u061A') or (>= '\u064B' and <= '\u065F') or (>= '\u06D6' and <= '\u06ED') => Direction.Neutral,
        (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFF') => Direction.Right,
        '-' or '\u200C' or '\u200D' => Direction.Neutral,
        _ => Direction.Left,
    };
}
