using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Documents;

/// <summary>A single value, resolved by the core schema of YAML 1.2 or as JSON has it.</summary>
/// <param name="position">Where the scalar begins, quote or block indicator included.</param>
/// <param name="text">The scalar's text, quotes and escapes resolved.</param>
/// <param name="value">What it stands for.</param>
/// <param name="layout">How the text lies in the file.</param>
internal sealed class ScalarNode(SourcePosition position, string text, JsonValue value, ScalarLayout layout) : DocumentNode(position)
{
    public string Text { get; } = text;

    public JsonValue Value { get; } = value;

    public bool IsNull => Value.Kind == JsonKind.Null;

    public override string TypeName => Value.Kind switch
    {
        JsonKind.Null => "nothing",
        JsonKind.String => "text",
        JsonKind.Boolean => "true or false",
        _ => "a number",
    };

    public override JsonValue ToJson() => Value;

    public override DocumentNode Copy() => new ScalarNode(Position, Text, Value, layout);

    // Found once: a long text may have thousands of templates.
    private int[] LineStarts => field ??= [0, .. Text.Select(static (sign, at) => sign == '\n' ? at + 1 : 0).Where(static start => start > 0)];

    /// <summary>Where a character of <see cref="Text"/> stands in the file; the scalar's own place where folding or escapes hide it.</summary>
    public SourcePosition PositionAt(int offset)
    {
        var at = Math.Min(offset, Text.Length);
        var line = LineOf(at);
        var column = at - LineStarts[line];
        return layout.Kind switch
        {
            ScalarKind.Literal => new(Position.Line + 1 + line, layout.Indent + column + 1),
            ScalarKind.SingleLine when line == 0 => new(Position.Line, Position.Column + layout.Indent + column),
            _ => Position,
        };
    }

    public Place PlaceAt(int offset) => new(PositionAt(offset), this);

    /// <summary>Where line and column (both from 1) of a program that begins at <paramref name="offset"/> stand in the file.</summary>
    public Place PlaceAt(int offset, int line, int column)
    {
        var first = LineOf(Math.Min(offset, Text.Length));
        var at = line <= 1 ? offset : LineStarts[Math.Min(first + line - 1, LineStarts.Length - 1)];
        return PlaceAt(at + Math.Max(column, 1) - 1);
    }

    private int LineOf(int at)
    {
        var found = Array.BinarySearch(LineStarts, at);
        return found >= 0 ? found : ~found - 1;
    }
}

/// <summary>How a scalar's text lies in the file.</summary>
internal enum ScalarKind
{
    /// <summary>Between two places of one line.</summary>
    SingleLine,

    /// <summary>A literal block: one line of text per line of the file.</summary>
    Literal,

    /// <summary>Folded or escaped: columns can't be told.</summary>
    Folded,
}

/// <summary>A scalar's layout; <paramref name="Indent"/> is the block's indentation, or the width of the opening quote.</summary>
internal readonly record struct ScalarLayout(ScalarKind Kind, int Indent);
