namespace Agents.Core.Drawing.Layers;

/// <summary>One level laid out, relative to its own corner.</summary>
/// <param name="Places">Centre on the cross axis and start on the main axis, per item.</param>
/// <param name="Lines">The links as corners.</param>
/// <param name="Main">Its size along the flow.</param>
/// <param name="Cross">Its size across.</param>
internal sealed record LevelLayout(IReadOnlyList<(double Main, double Cross)> Places, IReadOnlyList<LevelLine> Lines, double Main, double Cross);

/// <summary>A link as corners on the two axes.</summary>
internal sealed record LevelLine(GraphLink Link, IReadOnlyList<(double Main, double Cross)> Corners, (double Main, double Cross) LabelAt);
