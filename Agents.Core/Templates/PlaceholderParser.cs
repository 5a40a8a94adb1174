using System.Text;
using System.Text.RegularExpressions;
using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Formats;
using Agents.Core.Workflows;

namespace Agents.Core.Templates;

/// <summary>
/// Parses the graph format's placeholders: <c>{name}</c>, <c>{a.b.c}</c>, <c>{state.x}</c>; <c>{{</c> and <c>}}</c> are literal braces, and
/// braces around anything but a dotted name are literal text.
/// </summary>
internal static partial class PlaceholderParser
{
    public static Template Parse(ScalarNode source, string what, DiagnosticBag bag, List<ReadUse> reads, IReadOnlyCollection<string> locals)
    {
        var parts = new List<TemplatePart>();
        var literal = new StringBuilder();
        var nested = 0;
        for (var at = 0; at < source.Text.Length;)
        {
            var two = source.Text.AsSpan(at, Math.Min(2, source.Text.Length - at));
            var name = two[0] == '{' ? DottedName().Match(source.Text, at + 1) : Match.Empty;
            if (two is "{{" || (two is "}}" && nested == 0))
            {
                literal.Append(two[0]);
                at += 2;
            }
            else if (name.Success)
            {
                AddLiteral(parts, literal);
                parts.Add(Placeholder(source, name.Groups["name"], what, bag, reads, locals));
                at += name.Length + 1;
            }
            else
            {
                // Inside braces that stand for themselves, '}}' closes two of them.
                nested = Math.Max(0, nested + (two[0] == '{' ? 1 : two[0] == '}' ? -1 : 0));
                literal.Append(source.Text[at++]);
            }
        }

        AddLiteral(parts, literal);
        return new Template(source.Text, parts);
    }

    /// <summary>A dotted name as Starlark; keys that are reserved words there are looked up by index.</summary>
    public static string AsExpression(string name)
    {
        var segments = name.Split('.');
        return segments[0] + string.Concat(segments.Skip(1).Select(static segment
            => Reserved.Contains(segment) || char.IsAsciiDigit(segment[0]) ? $"[\"{segment}\"]" : "." + segment));
    }

    private static ExpressionPart Placeholder(
        ScalarNode source, Group name, string what, DiagnosticBag bag, List<ReadUse> reads, IReadOnlyCollection<string> locals)
    {
        var program = Programs.Inside(source, AsExpression(name.Value), name.Index, $"the placeholder '{name.Value}' of {what}", bag);
        reads.Add(new ReadUse(program, ReadKind.Template, source, name.Index) { Locals = locals });
        return new ExpressionPart(name.Value, program, null, source.PositionAt(name.Index));
    }

    private static void AddLiteral(List<TemplatePart> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new LiteralPart(literal.ToString()));
            literal.Clear();
        }
    }

    private static readonly HashSet<string> Reserved =
    [
        "and", "break", "continue", "def", "elif", "else", "for", "if", "in", "lambda", "load", "not", "or", "pass", "return",
        "as", "assert", "async", "await", "class", "del", "except", "finally", "from", "global", "import", "is", "nonlocal", "raise", "try", "while",
        "with", "yield", "None", "True", "False", "true", "false", "null",
    ];

    [GeneratedRegex(@"\G\s*(?<name>[A-Za-z_]\w*(\.\w+)*)\s*\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex DottedName();
}
