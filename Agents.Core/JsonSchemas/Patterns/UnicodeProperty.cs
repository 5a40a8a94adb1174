using System.Collections.Frozen;

namespace Agents.Core.JsonSchemas.Patterns;

/// <summary>The names that <c>\p{...}</c> takes: general categories, short and long, and the few binary properties that ranges can tell.</summary>
internal static class UnicodeProperty
{
    // In the order of System.Globalization.UnicodeCategory.
    private static readonly string[] ShortNames =
        "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Cn".Split(' ');

    // Long name → the name that .NET knows.
    private static readonly FrozenDictionary<string, string> Categories = Names(
        "L=Letter Lu=Uppercase_Letter Ll=Lowercase_Letter Lt=Titlecase_Letter Lm=Modifier_Letter Lo=Other_Letter",
        "M=Mark M=Combining_Mark Mn=Nonspacing_Mark Mc=Spacing_Mark Me=Enclosing_Mark",
        "N=Number Nd=Decimal_Number Nd=digit Nl=Letter_Number No=Other_Number",
        "P=Punctuation P=punct Pc=Connector_Punctuation Pd=Dash_Punctuation Ps=Open_Punctuation Pe=Close_Punctuation Pi=Initial_Punctuation",
        "Pf=Final_Punctuation Po=Other_Punctuation S=Symbol Sm=Math_Symbol Sc=Currency_Symbol Sk=Modifier_Symbol So=Other_Symbol",
        "Z=Separator Zs=Space_Separator Zl=Line_Separator Zp=Paragraph_Separator",
        "C=Other Cc=Control Cc=cntrl Cf=Format Cs=Surrogate Co=Private_Use Cn=Unassigned",
        "Lu=Uppercase Ll=Lowercase L=Alphabetic L=Alpha");

    /// <summary>Adds the property's characters to a set.</summary>
    public static void Add(CodePointSet set, string expression, bool negated)
    {
        var equals = expression.IndexOf('=', StringComparison.Ordinal);
        var kind = equals < 0 ? "" : expression[..equals];
        var name = expression[(equals + 1)..];
        if (kind is not ("" or "General_Category" or "gc"))
        {
            throw new PatternException($"\\p{{{expression}}} is not supported; general categories are, e.g. \\p{{L}} or \\p{{Letter}}.");
        }

        switch (name)
        {
            case "Any":
                set.Add([(0, 0x10FFFF)], negated);
                break;
            case "ASCII":
                set.Add([(0, 0x7F)], negated);
                break;
            case "White_Space":
                set.Add(CodePointSet.WhiteSpace, negated);
                break;
            default:
                set.AddCategory(CategoryOf(name), negated);
                break;
        }
    }

    /// <summary>Whether a character is of a category, as .NET names it (<c>L</c>, <c>Lu</c>).</summary>
    public static bool IsIn(char character, string category)
        => ShortNames[(int)char.GetUnicodeCategory(character)].StartsWith(category, StringComparison.Ordinal);

    private static string CategoryOf(string name)
        => Categories.TryGetValue(name, out var category) ? category : throw new PatternException($"\\p{{{name}}} is no Unicode category.");

    private static FrozenDictionary<string, string> Names(params ReadOnlySpan<string> lines)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            foreach (var pair in line.Split(' '))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                names[pair[..equals]] = pair[..equals];
                names[pair[(equals + 1)..]] = pair[..equals];
            }
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
