using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Starlark;

namespace Agents.Core.Formats;

/// <summary>Parses the Starlark inside a definition and reports its errors where they stand in the file.</summary>
internal static class Programs
{
    private static readonly StarlarkProgram None = StarlarkProgram.ParseExpression("None", StarlarkDialect.Conditions, "none").OrThrow();

    /// <summary>A program that stands in where there is an error; a definition with one is never run.</summary>
    public static StarlarkProgram Placeholder => None;

    public static StarlarkProgram Condition(ScalarNode source, string text, StarlarkDialect dialect, string what, DiagnosticBag bag)
        => !bag.AllowsExpression(source.Place) ? None : Check(StarlarkProgram.ParseExpression(text, dialect, what), source, 0, text, what, bag);

    public static StarlarkProgram Program(ScalarNode source, string what, DiagnosticBag bag)
        => !bag.AllowsExpression(source.Place) ? None : Check(StarlarkProgram.ParseProgram(source.Text, StarlarkDialect.Programs, what), source, 0, source.Text, what, bag);

    public static StarlarkProgram Inside(ScalarNode source, string text, int offset, string what, DiagnosticBag bag)
        => !bag.AllowsExpression(source.Place) ? None : Check(StarlarkProgram.ParseExpression(text, StarlarkDialect.Conditions, what), source, offset, text, what, bag);

    private static StarlarkProgram Check(StarlarkParseResult result, ScalarNode source, int offset, string text, string what, DiagnosticBag bag)
    {
        foreach (var error in result.Errors)
        {
            bag.Error(
                DiagnosticCodes.StarlarkSyntax, source.PlaceAt(offset, error.Line, error.Column),
                $"{MappingReader.Capital(what)} can't be read: {error.Message} (line {error.Line}, column {error.Column} of it).", StarlarkHint.For(error.Message, text));
        }

        return result.Program ?? None;
    }
}
