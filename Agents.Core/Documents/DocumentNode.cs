using System.Text;
using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Documents;

/// <summary>A node of a definition's text, YAML or JSON alike, which knows where it stands. A closed family.</summary>
internal abstract class DocumentNode(SourcePosition position)
{
    private string _segment = "";

    /// <summary>Where the node begins.</summary>
    public SourcePosition Position { get; } = position;

    public DocumentNode? Parent { get; private set; }

    /// <summary>The type's name in messages.</summary>
    public abstract string TypeName { get; }

    /// <summary>JSON pointer (RFC 6901) from the document's root. Built on demand: most nodes are never complained about.</summary>
    public string Pointer
    {
        get
        {
            var segments = new Stack<string>();
            for (var node = this; node.Parent is not null; node = node.Parent)
            {
                segments.Push(node._segment);
            }

            return segments.Aggregate(new StringBuilder(), static (text, segment) => text.Append('/').Append(Escape(segment))).ToString();
        }
    }

    public Place Place => new(Position, this);

    /// <summary>The value without positions.</summary>
    public abstract JsonValue ToJson();

    /// <summary>A copy that can stand at another place of the tree: what an alias stands for.</summary>
    public abstract DocumentNode Copy();

    internal static string Escape(string segment) => segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    internal void AttachTo(DocumentNode parent, string segment) => (Parent, _segment) = (parent, segment);
}
