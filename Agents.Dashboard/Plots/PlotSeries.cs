namespace Agents.Dashboard.Plots;

/// <summary>Numbers of one kind, one for each place of a plot.</summary>
/// <param name="Name">What they count.</param>
/// <param name="Tone">The colour: <c>good</c>, <c>bad</c>, <c>active</c>, <c>off</c> or <c>accent</c>.</param>
/// <param name="Values">From 0.</param>
public sealed record PlotSeries(string Name, string Tone, IReadOnlyList<double> Values);
