namespace Agents.Core.Drawing;

/// <summary>How a drawing becomes SVG.</summary>
public sealed record SvgOptions
{
    /// <summary>The defaults.</summary>
    public static readonly SvgOptions Default = new();

    /// <summary>The drawing's name for screen readers; null leaves it out.</summary>
    public string? Title { get; init; }

    /// <summary>Statuses to show, by node id; they change classes and texts and never positions. Null shows none.</summary>
    public IReadOnlyDictionary<string, string>? Statuses { get; init; }

    /// <summary>Transitions that were taken, drawn solid while the others are faint; null draws all alike.</summary>
    public IReadOnlySet<(string From, string To)>? Taken { get; init; }

    /// <summary>
    /// Whether the file brings its own style (colours as CSS variables with fallbacks, light and dark). Off inside a page whose policy forbids inline styles:
    /// then the page's style sheet gives colours to the classes, and without one lines and text take the page's text colour. Default: true.
    /// </summary>
    public bool EmbedStyle { get; init; } = true;

    /// <summary>Begins the ids inside the drawing; differs where one page shows several. Default: <c>graph</c>.</summary>
    public string IdPrefix { get; init; } = "graph";
}
