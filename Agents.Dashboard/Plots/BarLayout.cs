namespace Agents.Dashboard.Plots;

/// <summary>A part of a bar. Left and width are percent of the plot's width; top and height pixels from its upper edge.</summary>
public sealed record BarPart(double Left, double Width, double Top, double Height, string Tone);

/// <summary>A level line and the number that it stands for.</summary>
public sealed record BarLine(double Top, double Value);

/// <summary>Stacked bars side by side: lengths in percent, so that they fit any width without a script.</summary>
public sealed class BarLayout
{
    // What stays free between two bars, of the room of one.
    private const double Gap = 0.25;

    // A part that is there is seen.
    private const double LeastHeight = 2;

    private BarLayout(IReadOnlyList<BarPart> parts, IReadOnlyList<BarLine> lines) => (Parts, Lines) = (parts, lines);

    public IReadOnlyList<BarPart> Parts { get; }

    /// <summary>From nothing to the round number above the highest bar.</summary>
    public IReadOnlyList<BarLine> Lines { get; }

    /// <summary>Lays out a plot.</summary>
    /// <param name="series">Stacked in this order, from below.</param>
    /// <param name="places">How many bars.</param>
    /// <param name="height">Pixels from the lowest to the highest line.</param>
    public static BarLayout Of(IReadOnlyList<PlotSeries> series, int places, double height)
    {
        var highest = Enumerable.Range(0, places).Select(place => series.Sum(one => one.Values[place])).DefaultIfEmpty().Max();
        var step = Step(highest);
        var top = Math.Max(Math.Ceiling((highest / step) - 1e-9), 1) * step;
        var lines = Enumerable.Range(0, (int)Math.Round(top / step) + 1).Select(index => new BarLine(height - (index * step / top * height), index * step));
        return new([.. Enumerable.Range(0, places).SelectMany(place => Bar(series, place, 100d / places, height, top))], [.. lines]);
    }

    private static IEnumerable<BarPart> Bar(IReadOnlyList<PlotSeries> series, int place, double room, double height, double top)
    {
        var bottom = height;
        foreach (var one in series.Where(one => one.Values[place] > 0))
        {
            var length = Math.Max(one.Values[place] / top * height, LeastHeight);
            bottom -= length;
            yield return new((place * room) + (room * Gap / 2), room * (1 - Gap), bottom, length, one.Tone);
        }
    }

    // 1, 2 or 5 times a power of ten, so that there are two to five lines above nothing.
    private static double Step(double highest)
    {
        if (highest <= 0)
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(highest)));
        return (highest / power) switch { <= 1 => power / 5, <= 2 => power / 2, <= 5 => power, _ => power * 2 };
    }
}
