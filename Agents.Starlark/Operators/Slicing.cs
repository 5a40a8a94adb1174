namespace Agents.Starlark;

/// <summary><c>a[start:stop:step]</c>.</summary>
internal static class Slicing
{
    public static StarlarkValue Get(StarlarkThread thread, StarlarkValue value, StarlarkValue? start, StarlarkValue? stop, StarlarkValue? step)
    {
        thread.Step();
        if (value is not (StarlarkString or StarlarkSequence or StarlarkRange or StarlarkBytes or StarlarkElements))
        {
            throw Faults.Type($"invalid slice operand {value.TypeName}");
        }

        var (first, last, stride) = Bounds(value.Length, Operand(start, "start"), Operand(stop, "end"), Operand(step, "step"));
        var span = stride > 0 ? last - first : first - last;
        var count = span <= 0 ? 0 : ((span - 1) / Math.Abs(stride)) + 1;
        return Take(thread, value, first, stride, count);
    }

    private static long? Operand(StarlarkValue? value, string name) => value switch
    {
        null or StarlarkNone => null,
        StarlarkInt number => Math.Clamp(number.Clamped(), -long.MaxValue, long.MaxValue),
        _ => throw Faults.Type($"invalid {name} index: got {value.TypeName}, want int"),
    };

    private static (long First, long Last, long Stride) Bounds(long length, long? start, long? stop, long? step)
    {
        var stride = step ?? 1;
        return stride switch
        {
            0 => throw Faults.Value("slice step cannot be zero: zero is not a valid slice step"),
            > 0 => (Clamp(start, length, 0, 0, length), Clamp(stop, length, length, 0, length), stride),
            _ => (Clamp(start, length, length - 1, -1, length - 1), Clamp(stop, length, -1, -1, length - 1), stride),
        };
    }

    private static long Clamp(long? index, long length, long absent, long low, long high)
        => index is { } given ? Math.Clamp(given < 0 ? given + length : given, low, high) : absent;

    private static StarlarkValue Take(StarlarkThread thread, StarlarkValue value, long first, long stride, long count)
    {
        if (value is StarlarkRange range)
        {
            thread.Reserve(Footprint.Closure);
            var start = count == 0 ? range.Start : range.Start + (first * range.Step);
            var step = unchecked(range.Step * stride);
            return new StarlarkRange(start, count == 0 ? start : start + (count * step), step, count);
        }

        thread.Work(count >> (value is StarlarkString ? 4 : 0));
        thread.Reserve(Footprint.List(0) + (count * (value is StarlarkString or StarlarkBytes ? 2 : Footprint.Element)));
        var indexes = Enumerable.Range(0, (int)count).Select(i => (int)(first + (i * stride)));
        return value switch
        {
            StarlarkString text when stride == 1 => StarlarkString.Of(text.Value.Substring((int)first, (int)count)),
            StarlarkString text => StarlarkString.Of(new string([.. indexes.Select(i => text.Value[i])])),
            StarlarkBytes bytes when stride == 1 => new StarlarkBytes(bytes.Span.Slice((int)first, (int)count).ToArray()),
            StarlarkBytes bytes => new StarlarkBytes([.. indexes.Select(i => bytes.Span[i])]),
            StarlarkElements elements => new StarlarkList(indexes.Select(elements.At)),
            StarlarkTuple tuple => StarlarkTuple.Of([.. indexes.Select(i => tuple[i])]),
            _ => new StarlarkList(indexes.Select(i => ((StarlarkSequence)value)[i])),
        };
    }
}
