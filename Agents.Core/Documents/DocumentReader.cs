using System.Text;
using System.Text.Json;
using Agents.Core.Diagnostics;
using Agents.Core.Workflows;
using YamlDotNet.Core;

namespace Agents.Core.Documents;

/// <summary>Reads YAML or JSON into one positioned tree. Whatever the text is, the answer is a tree or a diagnostic, soon.</summary>
internal static class DocumentReader
{
    /// <summary>The tree; null where the text gives none, with the reason among the diagnostics.</summary>
    public static DocumentNode? Read(string text, string fileName, DiagnosticBag bag)
    {
        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (!IsReadable(text, bag))
        {
            return null;
        }

        if (fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return Attempt(() => new JsonDocumentReader(text, bag).Read(), text, bag);
        }

        return (LooksLikeJson(text) ? TryJson(text, bag) : null) ?? Attempt(() => new YamlDocumentReader(text, bag).Read(), text, bag);
    }

    private static bool IsReadable(string text, DiagnosticBag bag)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            bag.Error(DiagnosticCodes.EmptyDocument, default, "The definition is empty.", "Start from `agents new`, or see docs/formats.");
            return false;
        }

        var size = Encoding.UTF8.GetByteCount(text);
        if (size > DocumentLimits.MaxBytes)
        {
            bag.Error(
                DiagnosticCodes.DocumentTooLarge, default, $"The definition has {size:N0} bytes; at most {DocumentLimits.MaxBytes:N0} are read.",
                "Split it into several workflows and call one from the other.");
            return false;
        }

        var zero = text.IndexOf('\0');
        if (zero >= 0)
        {
            var line = text.AsSpan(0, zero).Count('\n') + 1;
            bag.Error(DiagnosticCodes.SyntaxError, new(new(line, 1), null), "The text has a NUL character: it is no text file, or not UTF-8.");
            return false;
        }

        return true;
    }

    private static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    // YAML's flow style begins like JSON: only what is JSON to its end is read as JSON.
    private static DocumentNode? TryJson(string text, DiagnosticBag bag)
    {
        var trial = new DiagnosticBag(bag.Strict);
        try
        {
            var node = new JsonDocumentReader(text, trial).Read();
            foreach (var found in trial.InOrder())
            {
                bag.Error(found.Code, new(new(found.Line, found.Column), null), found.Message, found.Hint);
            }

            return node;
        }
        catch (Exception error) when (error is JsonException or UnreadableDocumentException)
        {
            return null;
        }
    }

    private static DocumentNode? Attempt(Func<DocumentNode?> read, string text, DiagnosticBag bag)
    {
        try
        {
            return read();
        }
        catch (UnreadableDocumentException error)
        {
            bag.Error(error.Code, new(error.Position, null), error.Message, error.Hint);
        }
        catch (YamlException error)
        {
            bag.Error(DiagnosticCodes.SyntaxError, new(YamlMessage.PositionOf(error, text), null), YamlMessage.Of(error), YamlMessage.Hint(error));
        }
        catch (JsonException error)
        {
            var position = new SourcePosition((int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1);
            bag.Error(DiagnosticCodes.SyntaxError, new(position, null), "This is not JSON: " + JsonMessage(error.Message));
        }

        return null;
    }

    // The message repeats the position in another counting.
    private static string JsonMessage(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
