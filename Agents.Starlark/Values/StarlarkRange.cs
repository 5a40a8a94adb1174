namespace Agents.Starlark;

/// <summary>The integers from a start to a stop by a step, computed as they are needed.</summary>
public sealed class StarlarkRange : StarlarkValue
{
    internal StarlarkRange(long start, long stop, long step, long count) => (Start, Stop, Step, Count) = (start, stop, step, count);

    public override string TypeName => "range";

    public override bool IsTrue => Count > 0;

    public long Start { get; }

    public long Stop { get; }

    public long Step { get; }

    public long Count { get; }

    internal override long Length => Count;

    public static StarlarkRange Of(long start, long stop, long step)
    {
        if (step == 0)
        {
            throw Faults.Value("range: step argument must not be zero");
        }

        var distance = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        var stride = Int128.Abs(step);
        var count = distance <= 0 ? 0 : (distance + stride - 1) / stride;
        return new StarlarkRange(start, stop, step, (long)Int128.Min(count, long.MaxValue));
    }

    internal StarlarkValue At(long index) => StarlarkInt.Of(Start + (index * Step));

    internal bool Contains(long value)
    {
        var offset = (Int128)value - Start;
        return offset % Step == 0 && offset / Step >= 0 && offset / Step < Count;
    }

    internal override IEnumerable<StarlarkValue> Iterate()
    {
        for (var i = 0L; i < Count; i++)
        {
            yield return At(i);
        }
    }

    internal override bool IsEqualTo(StarlarkValue other, int depth)
        => other is StarlarkRange same && same.Count == Count && (Count == 0 || (same.Start == Start && (Count == 1 || same.Step == Step)));

    internal override void AppendTo(Representation text) => text.Append(Step != 1
        ? $"range({Start}, {Stop}, {Step})"
        : Start != 0 ? $"range({Start}, {Stop})" : $"range({Stop})");
}
