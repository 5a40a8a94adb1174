using System.Globalization;

namespace Agents.Starlark;

/// <summary>Letter case and classes of characters.</summary>
internal static partial class StringMethods
{
    private static string Capitalize(string text)
        => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    private static string Title(string text)
    {
        return string.Create(text.Length, text, static (buffer, source) =>
        {
            var inWord = false;
            for (var i = 0; i < source.Length; i++)
            {
                buffer[i] = inWord ? char.ToLowerInvariant(source[i]) : char.ToUpperInvariant(source[i]);
                inWord = char.IsLetter(source[i]);
            }
        });
    }

    private static StarlarkBool All(StarlarkString self, BoundArguments a, Func<char, bool> test)
    {
        a.Thread.TextWork(self.Value.Length);
        return StarlarkBool.Of(self.Value.Length > 0 && self.Value.All(test));
    }

    private static StarlarkBool Cased(StarlarkString self, BoundArguments a, Func<char, bool> wanted, Func<char, bool> unwanted)
    {
        a.Thread.TextWork(self.Value.Length);
        return StarlarkBool.Of(self.Value.Any(wanted) && !self.Value.Any(unwanted));
    }

    private static bool IsUpperOrTitle(char c) => char.IsUpper(c) || char.GetUnicodeCategory(c) == UnicodeCategory.TitlecaseLetter;

    private static StarlarkBool IsTitle(StarlarkString self, BoundArguments a)
    {
        a.Thread.TextWork(self.Value.Length);
        var (inWord, any) = (false, false);
        foreach (var c in self.Value)
        {
            var isUpper = IsUpperOrTitle(c);
            var isCased = isUpper || char.IsLower(c);
            if (isCased && isUpper == inWord)
            {
                return StarlarkBool.False;
            }

            any |= isCased;
            inWord = isCased;
        }

        return StarlarkBool.Of(any);
    }
}
