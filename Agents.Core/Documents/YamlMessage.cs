using Agents.Core.Workflows;
using YamlDotNet.Core;

namespace Agents.Core.Documents;

/// <summary>Says what YAML's grammar complains about in words that help.</summary>
internal static class YamlMessage
{
    public static string Of(YamlException error) => "This is not YAML: " + Plain(error.Message);

    public static string? Hint(YamlException error) => error switch
    {
        AnchorNotFoundException => "Define it before with '&name'.",
        _ when error.Message.Contains("tab", StringComparison.OrdinalIgnoreCase) => "Indent with spaces; YAML allows no tabs there.",
        _ when error.Message.Contains("cannot start any token", StringComparison.OrdinalIgnoreCase)
            => "Indent with spaces, and quote text that begins with one of @ ` % { [ & * ! | >.",
        _ when error.Message.Contains("mapping values", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("expected key", StringComparison.OrdinalIgnoreCase)
            => "Check the indentation, and quote text that has ': ' inside.",
        _ => "Check indentation, quotes and brackets around this line.",
    };

    /// <summary>Where the complaint is about; a tab is complained about from the start of the mapping that it stands in.</summary>
    public static SourcePosition PositionOf(YamlException error, string text)
    {
        var line = (int)error.Start.Line;
        if (error.Message.Contains("tab", StringComparison.OrdinalIgnoreCase))
        {
            var lines = text.Split('\n');
            var found = Array.FindIndex(lines, Math.Max(0, line - 1), static one => one[..^one.TrimStart().Length].Contains('\t'));
            return found < 0 ? new(line, (int)error.Start.Column) : new(found + 1, lines[found].IndexOf('\t') + 1);
        }

        return new(line, (int)error.Start.Column);
    }

    private static string Plain(string message)
    {
        var at = message.IndexOf("): ", StringComparison.Ordinal);
        var text = message.StartsWith('(') && at > 0 ? message[(at + 3)..] : message;
        return text.EndsWith('.') ? text : text + ".";
    }
}
