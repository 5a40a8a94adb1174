using System.Text.RegularExpressions;
using Agents.Core.Diagnostics;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Validation;

/// <summary>A route that compares a state field with a literal of another type: ordering them fails, equating them is never true.</summary>
internal static partial class RouteTypeCheck
{
    private const int LongestCondition = 2_000;

    public static void Check(WorkflowDraft draft, DiagnosticBag bag)
    {
        var fields = (draft.Workflow?.Fields ?? []).DistinctBy(static field => field.Name).ToDictionary(static field => field.Name, static field => field.Type);
        foreach (var read in draft.Root.States.SelectMany(static state => state.Reads).Where(static read => read.Kind == ReadKind.Condition && read.Source.Text.Length <= LongestCondition))
        {
            foreach (Match match in Comparison().Matches(read.Source.Text))
            {
                if (match.Groups["field"].Success && fields.TryGetValue(match.Groups["field"].Value, out var type))
                {
                    CheckLiteral(read, match, type, bag);
                }
            }
        }
    }

    private static void CheckLiteral(ReadUse read, Match match, FieldType type, DiagnosticBag bag)
    {
        var literal = match.Groups["literal"].Value;
        var kind = literal[0] is '\'' or '"' ? "text" : char.IsAsciiDigit(literal[0]) || literal[0] is '-' or '.' ? "a number" : "true or false";
        var fits = type.Kind switch
        {
            FieldKind.Str => kind == "text",
            FieldKind.Int or FieldKind.Float => kind == "a number",
            FieldKind.Bool => kind == "true or false",
            _ => false,
        };
        if (fits)
        {
            return;
        }

        var place = read.Source.PlaceAt(match.Groups["literal"].Index);
        var message = $"'{match.Groups["field"].Value}' is a {type}, and {literal} is {kind}";
        if (match.Groups["operator"].Value is "==" or "!=")
        {
            bag.Warn(DiagnosticCodes.TypeMismatch, place, $"{message}: the two are never equal.", expected: type.ToString(), actual: kind);
        }
        else
        {
            bag.Error(DiagnosticCodes.TypeMismatch, place, $"{message}: they can't be compared.", expected: type.ToString(), actual: kind);
        }
    }

    // Quoted text is matched first, so that what it says is no comparison.
    [GeneratedRegex(
        """(?<![\w.])\{?\s*(state\.)?(?<field>[A-Za-z_]\w*)\s*\}?\s*(?<operator>==|!=|<=|>=|<|>)\s*(?<literal>-?\.?\d[\w.]*|'[^']*'|"[^"]*"|(True|False|true|false)\b)|'[^']*'|"[^"]*"(?!")""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Comparison();
}
