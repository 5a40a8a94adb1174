using System.Text;
using System.Text.Json;
using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Documents;

/// <summary>Builds the tree from JSON tokens, with the line and column that <see cref="Utf8JsonReader"/> only knows as a byte offset.</summary>
internal sealed class JsonDocumentReader(string text, DiagnosticBag bag)
{
    // One deeper than allowed, so that our own message comes first.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = DocumentLimits.MaxDepth + 2 };

    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);
    private int _at;
    private int _line = 1;
    private int _column = 1;

    public DocumentNode Read()
    {
        var reader = new Utf8JsonReader(_bytes, Options);
        reader.Read();
        var root = ReadValue(ref reader);
        reader.Read();
        return root;
    }

    private DocumentNode ReadValue(ref Utf8JsonReader reader)
    {
        var position = PositionOf(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, position),
            JsonTokenType.StartArray => ReadArray(ref reader, position),
            JsonTokenType.String => ReadString(ref reader, position),
            JsonTokenType.Number => Plain(position, Encoding.ASCII.GetString(reader.ValueSpan), JsonNumber.FromText(Encoding.ASCII.GetString(reader.ValueSpan))),
            JsonTokenType.True => Plain(position, "true", true),
            JsonTokenType.False => Plain(position, "false", false),
            _ => Plain(position, "null", JsonValue.Null),
        };
    }

    private static ScalarNode Plain(SourcePosition position, string text, JsonValue value) => new(position, text, value, new(ScalarKind.SingleLine, 0));

    private static ScalarNode ReadString(ref Utf8JsonReader reader, SourcePosition position)
    {
        var value = Text(ref reader, position);
        return new(position, value, value, new(reader.ValueIsEscaped ? ScalarKind.Folded : ScalarKind.SingleLine, 1));
    }

    private static string Text(ref Utf8JsonReader reader, SourcePosition position)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableDocumentException(DiagnosticCodes.SyntaxError, position, "This is not JSON: half a surrogate pair stands for no character.");
        }
    }

    private MappingNode ReadObject(ref Utf8JsonReader reader, SourcePosition position)
    {
        CheckDepth(reader.CurrentDepth, position);
        var node = new MappingNode(position);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var at = PositionOf(reader.TokenStartIndex);
            var key = Text(ref reader, at);
            reader.Read();
            var value = ReadValue(ref reader);
            if (key.Length > DocumentLimits.MaxKeyLength)
            {
                bag.Error(DiagnosticCodes.InvalidKey, new(at, node), $"A key has at most {DocumentLimits.MaxKeyLength} characters.");
            }
            else if (!node.Add(key, at, value))
            {
                var first = node.KeyPlace(key).Position.Line;
                bag.Error(DiagnosticCodes.DuplicateKey, new(at, node, key), $"The key '{key}' comes twice; it is already on line {first}.", "Remove one of them.");
            }
        }

        return node;
    }

    private SequenceNode ReadArray(ref Utf8JsonReader reader, SourcePosition position)
    {
        CheckDepth(reader.CurrentDepth, position);
        var node = new SequenceNode(position);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            node.Add(ReadValue(ref reader));
        }

        return node;
    }

    private static void CheckDepth(int depth, SourcePosition position)
    {
        if (depth >= DocumentLimits.MaxDepth)
        {
            throw new UnreadableDocumentException(
                DiagnosticCodes.NestedTooDeep, position, $"The document nests deeper than {DocumentLimits.MaxDepth} levels here.");
        }
    }

    // Tokens come in order, so the cursor only ever moves forward.
    private SourcePosition PositionOf(long index)
    {
        for (; _at < index; _at++)
        {
            var unit = _bytes[_at];
            if (unit == (byte)'\n')
            {
                _line++;
                _column = 1;
            }
            else
            {
                // UTF-16 units: continuation bytes add nothing, a lead byte of four makes a surrogate pair.
                _column += unit is >= 0x80 and < 0xC0 ? 0 : unit >= 0xF0 ? 2 : 1;
            }
        }

        return new(_line, _column);
    }
}
