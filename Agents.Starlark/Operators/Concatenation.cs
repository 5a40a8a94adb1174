using System.Text;

namespace Agents.Starlark;

/// <summary><c>+</c> and <c>*</c> on sequences, <c>|</c> on dicts. Sizes are counted before anything is copied.</summary>
internal static class Concatenation
{
    public static StarlarkValue? Join(StarlarkThread thread, StarlarkValue left, StarlarkValue right)
    {
        switch (left, right)
        {
            case (StarlarkString a, StarlarkString b):
                thread.TextWork(a.Value.Length + b.Value.Length);
                thread.Reserve(Footprint.Text((long)a.Value.Length + b.Value.Length));
                return StarlarkString.Of(a.Value + b.Value);
            case (StarlarkBytes a, StarlarkBytes b):
                thread.Reserve(Footprint.Bytes(a.Length + b.Length));
                return new StarlarkBytes([.. a.Span, .. b.Span]);
            case (StarlarkSequence a, StarlarkSequence b) when a.IsTuple == b.IsTuple:
                thread.Work(a.Count + b.Count);
                thread.Reserve(Footprint.List((long)a.Count + b.Count));
                return a.IsTuple ? StarlarkTuple.Of([.. a, .. b]) : new StarlarkList(a.Concat(b));
            default:
                return null;
        }
    }

    public static StarlarkValue? Repeat(StarlarkThread thread, StarlarkValue left, StarlarkValue right) => (left, right) switch
    {
        (StarlarkInt count, not StarlarkInt) => Repeat(thread, right, count.Clamped()),
        (not StarlarkInt, StarlarkInt count) => Repeat(thread, left, count.Clamped()),
        _ => null,
    };

    public static StarlarkDict Union(StarlarkThread thread, StarlarkMapping left, StarlarkMapping right)
    {
        var result = new StarlarkDict();
        thread.Reserve(Footprint.Dict(0));
        DictMethods.Insert(thread, result, left);
        DictMethods.Insert(thread, result, right);
        return result;
    }

    private static StarlarkValue? Repeat(StarlarkThread thread, StarlarkValue value, long count)
    {
        count = Math.Max(0, count);
        switch (value)
        {
            case StarlarkString text:
                Reserve(thread, text.Value.Length, count, 2);
                return StarlarkString.Of(text.Value.Length == 0 ? "" : new StringBuilder().Insert(0, text.Value, (int)count).ToString());
            case StarlarkBytes bytes:
                Reserve(thread, bytes.Length, count, 1);
                return new StarlarkBytes(bytes.Length == 0 ? [] : RepeatBytes(bytes.Span, (int)count));
            case StarlarkSequence items:
                Reserve(thread, items.Count, count, Footprint.Element);
                var repeated = items.Count == 0 ? [] : Enumerable.Repeat(items, (int)count).SelectMany(part => part);
                return items.IsTuple ? StarlarkTuple.Of([.. repeated]) : new StarlarkList(repeated);
            default:
                return null;
        }
    }

    private static byte[] RepeatBytes(ReadOnlySpan<byte> unit, int count)
    {
        var result = new byte[unit.Length * count];
        for (var i = 0; i < count; i++)
        {
            unit.CopyTo(result.AsSpan(i * unit.Length));
        }

        return result;
    }

    private static void Reserve(StarlarkThread thread, long length, long count, long unit)
    {
        var total = (Int128)length * count * unit;
        if (total > thread.Limits.MaxMemoryBytes)
        {
            throw Faults.Limit($"excessive repeat ({length} * {count} elements): the limit is {thread.Limits.MaxMemoryBytes} bytes (MaxMemoryBytes)");
        }

        thread.Reserve(96 + (long)total);
        thread.Work((long)total >> 4);
    }
}
