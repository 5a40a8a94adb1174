using Agents.Core.Workflows;

namespace Agents.Core.Documents;

/// <summary>Ends the reading of a text that gives no tree; <see cref="DocumentReader"/> turns it into a diagnostic.</summary>
internal sealed class UnreadableDocumentException(string code, SourcePosition position, string message, string? hint = null) : Exception(message)
{
    public string Code => code;

    public SourcePosition Position => position;

    public string? Hint => hint;
}
