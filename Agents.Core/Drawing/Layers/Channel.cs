namespace Agents.Core.Drawing.Layers;

/// <summary>
/// The room before a layer, in which lines change their cross position. Lines whose ways overlap get tracks of their own; where one line ends on the
/// position at which another begins, the beginning one turns off first, so that the two never lie on each other.
/// </summary>
internal sealed class Channel
{
    private const double Clearance = 5;

    private readonly List<ChannelLine> _lines = [];
    private double _labelRoom;

    /// <summary>Where the channel begins on the main axis; known once all channels before it are.</summary>
    public double Start { get; set; }

    public bool IsUsed => _lines.Count > 0;

    public int Tracks { get; private set; }

    /// <summary>Where labels begin: behind the last track.</summary>
    public double LabelStart => Start + Geometry.Lead + (Tracks * Geometry.TrackGap);

    /// <summary>The channel's length on the main axis.</summary>
    public double Length => Geometry.Lead + (Tracks * Geometry.TrackGap) + _labelRoom + Geometry.Lead;

    public ChannelLine Add(double? from, double? to, double low, double high, double labelRoom)
    {
        var line = new ChannelLine(from, to, low, high);
        _lines.Add(line);
        _labelRoom = Math.Max(_labelRoom, labelRoom);
        return line;
    }

    /// <summary>Where a line runs across.</summary>
    public double PositionOf(ChannelLine line) => Start + Geometry.Lead + (line.Track * Geometry.TrackGap);

    public void AssignTracks()
    {
        var turning = _lines.Where(static line => !line.IsStraight).OrderBy(static line => line.Low).ThenBy(static line => line.High).ToList();
        var tracks = new List<List<ChannelLine>>();
        foreach (var line in turning)
        {
            Assign(line, turning, tracks);
        }

        Tracks = tracks.Count;
    }

    private static void Assign(ChannelLine line, List<ChannelLine> all, List<List<ChannelLine>> tracks)
    {
        if (line.IsAssigned)
        {
            return;
        }

        line.IsAssigned = true;
        var first = 0;
        foreach (var other in all.Where(other => other != line && line.To is { } end && other.From is { } begin && Math.Abs(end - begin) < Clearance))
        {
            Assign(other, all, tracks);
            first = Math.Max(first, other.Track + 1);
        }

        var track = first;
        while (track < tracks.Count && tracks[track].Exists(other => other.Low < line.High + Clearance && line.Low < other.High + Clearance))
        {
            track++;
        }

        while (tracks.Count <= track)
        {
            tracks.Add([]);
        }

        tracks[track].Add(line);
        line.Track = track;
    }
}

/// <summary>One line's way through a channel.</summary>
/// <param name="From">Cross position at the channel's beginning; null where it comes from a lane around everything.</param>
/// <param name="To">Cross position at its end; null where it goes to a lane.</param>
/// <param name="Low">The smaller end of its way across.</param>
/// <param name="High">The larger one.</param>
internal sealed record ChannelLine(double? From, double? To, double Low, double High)
{
    public bool IsStraight => From is not null && To is not null && From == To;

    public bool IsAssigned { get; set; }

    public int Track { get; set; }

    public bool Equals(ChannelLine? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
