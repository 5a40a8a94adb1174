using System.Globalization;
using System.Text;

namespace Agents.Starlark;

/// <summary>A chain of constant accesses on a scope's name that a program reads, such as <c>result.items[0].id</c>.</summary>
/// <param name="Segments">The scope's name, then keys (string) and indexes (long).</param>
/// <param name="Guarded">
/// Whether the last segment may be missing: the program asks for it with <c>hasattr</c>, <c>.get</c>, <c>getattr</c> with a default
/// or <c>in</c>, here or elsewhere.
/// </param>
/// <param name="Line">Line of the name, from 1.</param>
/// <param name="Column">Column of the name, from 1.</param>
public sealed record StarlarkPath(IReadOnlyList<object> Segments, bool Guarded, int Line, int Column)
{
    /// <summary>The scope's name.</summary>
    public string Root => (string)Segments[0];

    public override string ToString()
    {
        var text = new StringBuilder(Root);
        foreach (var segment in Segments.Skip(1))
        {
            _ = segment is string key
                ? text.Append('.').Append(key)
                : text.Append(CultureInfo.InvariantCulture, $"[{segment}]");
        }

        return text.ToString();
    }
}
