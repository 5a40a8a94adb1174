using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Formats;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Templates;

/// <summary>Parses the state-machine format's templates: <c>{{ expression }}</c>, <c>{{ path | default("x") }}</c>, <c>${path}</c>.</summary>
internal sealed class TemplateParser(ScalarNode source, string what, DiagnosticBag bag, List<ReadUse> reads)
{
    private const int LongestPath = 500;

    private readonly List<TemplatePart> _parts = [];
    private readonly string _text = source.Text;
    private int _literalFrom;

    public static Template Parse(ScalarNode source, string what, DiagnosticBag bag, List<ReadUse> reads) => new TemplateParser(source, what, bag, reads).Parse();

    /// <summary>A whole value whose strings may be templates; parts without any stay one constant.</summary>
    public static TemplateValue ParseValue(DocumentNode node, string what, DiagnosticBag bag, List<ReadUse> reads)
    {
        switch (node)
        {
            case ScalarNode { Value: Json.JsonString } text:
                var template = Parse(text, what, bag, reads);
                return template.IsLiteral ? new ConstantValue(text.Text) : new TextValue(template);
            case MappingNode mapping:
                var members = mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, ParseValue(entry.Value, what, bag, reads))).ToList();
                return members.TrueForAll(static member => member.Value is ConstantValue) ? new ConstantValue(mapping.ToJson()) : new ObjectValue(members);
            case SequenceNode list:
                var items = list.Items.Select(item => ParseValue(item, what, bag, reads)).ToList();
                return items.TrueForAll(static item => item is ConstantValue) ? new ConstantValue(list.ToJson()) : new ArrayValue(items);
            default:
                return new ConstantValue(node.ToJson());
        }
    }

    private Template Parse()
    {
        var at = 0;
        while (at < _text.Length)
        {
            at = _text.AsSpan(at).StartsWith("{{") ? ReadExpression(at) : _text.AsSpan(at).StartsWith("${") ? ReadPath(at) : NextSign(at + 1);
        }

        AddLiteral(_text.Length);
        return new Template(_text, _parts);
    }

    private int NextSign(int from)
    {
        var next = _text.AsSpan(from).IndexOfAny('{', '$');
        return next < 0 ? _text.Length : from + next;
    }

    private int ReadExpression(int open)
    {
        var close = TemplateScanner.FindClose(_text, open + 2);
        if (close < 0)
        {
            bag.Error(DiagnosticCodes.TemplateSyntax, source.PlaceAt(open), $"{MappingReader.Capital(what)} has a '{{{{' without '}}}}'.", "Close the template with '}}'.");
            return _text.Length;
        }

        AddExpression(open, close + 2, open + 2, close);
        return close + 2;
    }

    private int ReadPath(int open)
    {
        var close = open + _text.AsSpan(open, Math.Min(LongestPath, _text.Length - open)).IndexOf('}');
        if (close < open || !TemplateScanner.IsPath(_text.AsSpan(open + 2, close - open - 2)))
        {
            return NextSign(open + 2);
        }

        AddExpression(open, close + 1, open + 2, close);
        return close + 1;
    }

    private void AddExpression(int outerFrom, int outerTo, int from, int to)
    {
        AddLiteral(outerFrom);
        _literalFrom = outerTo;
        var (expression, fallback) = TemplateScanner.SplitDefault(_text, from, to);
        var written = _text[expression].Trim();
        var offset = expression.Start.Value + _text[expression].Length - _text[expression].TrimStart().Length;
        if (written.Length == 0)
        {
            bag.Error(DiagnosticCodes.TemplateSyntax, source.PlaceAt(outerFrom), $"{MappingReader.Capital(what)} has an empty template.", "Name a path, such as {{ input.topic }}.");
            return;
        }

        var (code, skipped) = TemplateScanner.WithoutRoot(written);
        var program = Programs.Inside(source, code, offset + skipped, $"the template '{written}'", bag);
        var other = fallback is { } range ? Programs.Inside(source, _text[range].Trim(), range.Start.Value, "the template's default", bag) : null;
        AddReads(program, other, offset + skipped, fallback);
        _parts.Add(new ExpressionPart(written, program, other, source.PositionAt(offset)));
    }

    private void AddReads(StarlarkProgram program, StarlarkProgram? other, int offset, Range? fallback)
    {
        reads.Add(new ReadUse(program, ReadKind.Template, source, offset) { Guarded = other is not null });
        if (other is not null)
        {
            reads.Add(new ReadUse(other, ReadKind.Template, source, fallback!.Value.Start.Value));
        }
    }

    private void AddLiteral(int to)
    {
        if (to > _literalFrom)
        {
            _parts.Add(new LiteralPart(_text[_literalFrom..to]));
        }
    }
}
