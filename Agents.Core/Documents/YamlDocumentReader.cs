using Agents.Core.Diagnostics;
using Agents.Core.Workflows;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Agents.Core.Documents;

/// <summary>
/// Builds the tree from YAML events. Recursion is as deep as the document, which is checked first; an alias is a copy of its anchor's
/// node, and copies are counted, so that nine lines of nested aliases can't become a billion nodes.
/// </summary>
internal sealed class YamlDocumentReader(string text, DiagnosticBag bag)
{
    private readonly Parser _events = new(new StringReader(text));
    private readonly Dictionary<string, DocumentNode> _anchors = [];
    private readonly string[] _lines = text.Split('\n');
    private int _aliasedNodes;
    private int _depth;

    public DocumentNode? Read()
    {
        Advance<StreamStart>();
        if (_events.Current is StreamEnd)
        {
            bag.Error(DiagnosticCodes.EmptyDocument, default, "The definition has only comments.", "Start from `agents new`, or see docs/formats.");
            return null;
        }

        Advance<DocumentStart>();
        var root = ReadNode();
        Advance<DocumentEnd>();
        if (_events.Current is DocumentStart another)
        {
            bag.Error(
                DiagnosticCodes.MultipleDocuments, new(PositionOf(another), null), "The file has more than one YAML document; a definition is one.",
                "Remove the '---' line, or put each workflow into a file of its own.");
        }

        return root;
    }

    private static SourcePosition PositionOf(ParsingEvent found) => new((int)found.Start.Line, (int)found.Start.Column);

    private void Advance<T>()
        where T : ParsingEvent
    {
        if (_events.Current is null)
        {
            Next();
        }

        if (_events.Current is T)
        {
            Next();
        }
    }

    // The library's scanner gives up with this exception where a plain scalar would be empty, as in '[-, a]'.
    private void Next()
    {
        try
        {
            _events.MoveNext();
        }
        catch (InvalidOperationException)
        {
            var last = _events.Current?.End ?? Mark.Empty;
            throw new UnreadableDocumentException(
                DiagnosticCodes.SyntaxError, new((int)last.Line, (int)last.Column), "This is not YAML: a value begins with a sign that can't begin one, after this place.",
                "Quote text that begins with one of - : ? , inside [] or {}.");
        }
    }

    private DocumentNode ReadNode()
    {
        return _events.Current switch
        {
            AnchorAlias alias => Alias(alias),
            Scalar scalar => Scalar(scalar),
            SequenceStart sequence => Sequence(sequence),
            MappingStart mapping => Mapping(mapping),
            var other => throw new UnreadableDocumentException(
                DiagnosticCodes.SyntaxError, other is null ? default : PositionOf(other), "This is not YAML: a value is missing here."),
        };
    }

    private DocumentNode Alias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var target))
        {
            throw new UnreadableDocumentException(
                DiagnosticCodes.SyntaxError, PositionOf(alias), $"The alias '*{alias.Value.Value}' stands for nothing that came before.",
                Suggestion.DidYouMean(alias.Value.Value, _anchors.Keys, "Define it before with '&name'."));
        }

        Next();
        Count(target, alias, _depth);
        return target.Copy();
    }

    private void Count(DocumentNode node, AnchorAlias alias, int depth)
    {
        _aliasedNodes++;
        if (_aliasedNodes > DocumentLimits.MaxAliasedNodes)
        {
            throw new UnreadableDocumentException(
                DiagnosticCodes.AliasBomb, PositionOf(alias),
                $"Aliases make more than {DocumentLimits.MaxAliasedNodes:N0} nodes of this document.", "Write the repeated parts out, or use fewer aliases.");
        }

        CheckDepth(depth + 1, PositionOf(alias));
        var children = node switch
        {
            MappingNode mapping => mapping.Entries.Select(static entry => entry.Value),
            SequenceNode sequence => sequence.Items,
            _ => [],
        };
        foreach (var child in children)
        {
            Count(child, alias, depth + 1);
        }
    }

    private void Enter(NodeEvent node)
    {
        _depth++;
        CheckDepth(_depth, PositionOf(node));
        CheckTag(node);
        Next();
    }

    private void CheckTag(NodeEvent node)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !node.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
        {
            bag.Warn(DiagnosticCodes.UnknownTag, new(PositionOf(node), null), $"The tag '{node.Tag.Value}' has no effect.", "Remove it.");
        }
    }

    private static void CheckDepth(int depth, SourcePosition position)
    {
        if (depth > DocumentLimits.MaxDepth)
        {
            throw new UnreadableDocumentException(
                DiagnosticCodes.NestedTooDeep, position, $"The document nests deeper than {DocumentLimits.MaxDepth} levels here.");
        }
    }

    private T Leave<T>(T node, NodeEvent start)
        where T : DocumentNode
    {
        _depth--;
        Next();
        return Anchored(node, start);
    }

    private T Anchored<T>(T node, NodeEvent start)
        where T : DocumentNode
    {
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private SequenceNode Sequence(SequenceStart start)
    {
        var node = new SequenceNode(PositionOf(start));
        Enter(start);
        while (_events.Current is not SequenceEnd)
        {
            node.Add(ReadNode());
        }

        return Leave(node, start);
    }

    private MappingNode Mapping(MappingStart start)
    {
        var node = new MappingNode(PositionOf(start));
        var merged = new List<DocumentNode>();
        Enter(start);
        while (_events.Current is not MappingEnd)
        {
            ReadEntry(node, merged);
        }

        YamlMerge.Into(node, merged, bag);
        return Leave(node, start);
    }

    private void ReadEntry(MappingNode node, List<DocumentNode> merged)
    {
        var at = PositionOf(_events.Current!);
        var isPlain = _events.Current is Scalar { Style: ScalarStyle.Plain };
        var key = ReadNode();
        var value = ReadNode();
        if (key is not ScalarNode { Text: var name } || name.Length > DocumentLimits.MaxKeyLength)
        {
            bag.Error(DiagnosticCodes.InvalidKey, new(at, node), $"A key must be one line of text of at most {DocumentLimits.MaxKeyLength} characters.");
        }
        else if (name == "<<" && isPlain)
        {
            merged.Add(value);
        }
        else if (!node.Add(name, at, value))
        {
            var first = node.KeyPlace(name).Position.Line;
            bag.Error(DiagnosticCodes.DuplicateKey, new(at, node, name), $"The key '{name}' comes twice; it is already on line {first}.", "Remove one of them.");
        }
    }

    private ScalarNode Scalar(Scalar scalar)
    {
        var isText = scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && scalar.Tag.Value is "!" or "tag:yaml.org,2002:str");
        var value = isText ? scalar.Value : CoreSchema.Resolve(scalar.Value);
        var node = new ScalarNode(PositionOf(scalar), scalar.Value, value, LayoutOf(scalar));
        CheckTag(scalar);
        Next();
        return Anchored(node, scalar);
    }

    private ScalarLayout LayoutOf(Scalar scalar)
    {
        if (scalar.Style == ScalarStyle.Literal)
        {
            var indented = _lines.Skip((int)scalar.Start.Line).FirstOrDefault(static line => !string.IsNullOrWhiteSpace(line)) ?? "";
            return new(ScalarKind.Literal, indented.Length - indented.TrimStart(' ').Length);
        }

        var quotes = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0;
        var isVerbatim = scalar.Start.Line == scalar.End.Line && scalar.End.Column - scalar.Start.Column == scalar.Value.Length + (2 * quotes);
        return new(isVerbatim ? ScalarKind.SingleLine : ScalarKind.Folded, quotes);
    }
}
