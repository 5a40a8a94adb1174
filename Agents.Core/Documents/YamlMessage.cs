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

    private static string Plain(string message)
    {
        var at = message.IndexOf("): ", StringComparison.Ordinal);
        var text = message.StartsWith('(') && at > 0 ? message[(at + 3)..] : message;
        return text.EndsWith('.') ? text : text + ".";
    }
}
