using System.Globalization;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Documents;

/// <summary>Items in the order of the text.</summary>
internal sealed class SequenceNode(SourcePosition position) : DocumentNode(position)
{
    private readonly List<DocumentNode> _items = [];

    public override string TypeName => "list";

    public IReadOnlyList<DocumentNode> Items => _items;

    public void Add(DocumentNode item)
    {
        item.AttachTo(this, _items.Count.ToString(CultureInfo.InvariantCulture));
        _items.Add(item);
    }

    public override JsonValue ToJson() => JsonArray.From(_items.Select(static item => item.ToJson()));

    public override DocumentNode Copy()
    {
        var copy = new SequenceNode(Position);
        foreach (var item in _items)
        {
            copy.Add(item.Copy());
        }

        return copy;
    }
}
