namespace Agents.Core.Drawing.Layers;

/// <summary>
/// The lengths of a drawing. Layouts are made on two axes, main (the way of the flow) and cross, and turned into x and y at the end.
/// </summary>
internal sealed record Geometry(GraphDirection Direction)
{
    public const double NodeHeight = 56;
    public const double SmallNode = 28;
    public const double LabelSize = 11;
    public const double NameSize = 13;

    /// <summary>Between neighbours of a layer.</summary>
    public const double NodeGap = 32;

    /// <summary>Between a line that passes a layer and its neighbours.</summary>
    public const double PassingGap = 14;

    /// <summary>Between two parallel lines.</summary>
    public const double TrackGap = 10;

    /// <summary>Between two lines that go around everything.</summary>
    public const double LaneGap = 22;

    /// <summary>Straight out of a node and straight into one.</summary>
    public const double Lead = 18;

    /// <summary>How far a loop on one state hangs out.</summary>
    public const double LoopDepth = 14;

    public const double Margin = 16;
    public const double HeaderHeight = 34;
    public const double LongestLabel = 150;

    private const double NarrowestNode = 120;
    private const double WidestNode = 220;
    private const double IconRoom = 44;

    public bool IsLeftToRight => Direction == GraphDirection.LeftToRight;

    /// <summary>A plain node's width and height.</summary>
    public static (double Width, double Height) SizeOf(GraphItem item)
        => item.Type == "start" || item.Id == GraphLayout.EndId
            ? (SmallNode, SmallNode)
            : (Math.Round(Math.Clamp(LabelText.Width(item.Label, NameSize) + IconRoom, NarrowestNode, WidestNode)), NodeHeight);

    /// <summary>What of a name fits into its node.</summary>
    public static string FitName(string name, double width) => LabelText.Fit(name, width - IconRoom, NameSize);

    public static string FitLabel(string label) => LabelText.Fit(label, LongestLabel, LabelSize);

    /// <summary>How much of a channel a label takes along the main axis.</summary>
    public double RoomFor(string? label)
        => label is null ? 0 : IsLeftToRight ? LabelText.Width(FitLabel(label), LabelSize) + 8 : LabelSize + 8;

    public (double Main, double Cross) ToAxes(double width, double height) => IsLeftToRight ? (width, height) : (height, width);

    public GraphPoint ToPoint(double main, double cross) => IsLeftToRight ? new GraphPoint(main, cross) : new GraphPoint(cross, main);
}
