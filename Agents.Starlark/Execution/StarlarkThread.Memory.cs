namespace Agents.Starlark;

/// <summary>
/// Memory accounting. Every value is counted before it is made, so a limit is hit before the allocation, not after it.
/// The count only grows: it includes garbage. When it reaches the limit, a census counts what is still alive: everything that
/// variables reach, plus all bytes that statements in flight made since they began (their temporaries are on the C# stack, out of
/// sight, so all of them are taken to be alive), plus what running loops hold. The result never exceeds the old count, so a census
/// can only help; a program that builds a text by <c>+=</c> in a loop lives on, one that keeps what it makes does not.
/// The work of a census is charged as steps, so that no program can spend its time in them.
/// </summary>
internal sealed partial class StarlarkThread
{
    public long Used { get; private set; }

    /// <summary>Counts bytes about to be allocated.</summary>
    public void Reserve(long bytes)
    {
        if (bytes > Limits.MaxMemoryBytes - Used)
        {
            TakeCensus(bytes);
        }

        Used += bytes;
    }

    public StarlarkString Text(string value)
    {
        Reserve(Footprint.Text(value.Length));
        return StarlarkString.Of(value);
    }

    /// <summary>A new list of what an iterable gives; see <see cref="Collect"/>.</summary>
    public StarlarkList ListOf(IEnumerable<StarlarkValue> items, long knownLength = 0)
    {
        Reserve(Footprint.List(0));
        return new StarlarkList(Collect(items, knownLength));
    }

    public StarlarkTuple Tuple(params StarlarkValue[] items)
    {
        Reserve(Footprint.Tuple(items.Length));
        return items.Length == 0 ? StarlarkTuple.Empty : new StarlarkTuple(items);
    }

    /// <summary>Copies an iterable, counting as it grows; a known length is counted before.</summary>
    public List<StarlarkValue> Collect(IEnumerable<StarlarkValue> items, long knownLength)
    {
        if (knownLength > Limits.MaxMemoryBytes / Footprint.Element)
        {
            throw OverMemory();
        }

        List<StarlarkValue> result = [];
        foreach (var item in items)
        {
            Append(result, item);
        }

        return result;
    }

    public void Append(List<StarlarkValue> list, StarlarkValue item)
    {
        Reserve(Footprint.Element);
        Work(1);
        list.Add(item);
    }

    private void TakeCensus(long wanted)
    {
        if (wanted <= Limits.MaxMemoryBytes && _frame is not null)
        {
            CountLiving(_frame);
        }

        if (wanted > Limits.MaxMemoryBytes - Used)
        {
            throw OverMemory();
        }
    }

    private void CountLiving(Frame running)
    {
        var inFlight = Used - running.StatementMark;
        var held = inFlight + running.HeldByLoops + _printedBytes;
        var walk = new ValueWalk();
        AddVariables(walk, running);
        for (var frame = running.Caller; frame is not null; frame = frame.Caller)
        {
            held += frame.HeldInCall + frame.HeldByLoops;
            AddVariables(walk, frame);
        }

        Used = Math.Min(Used, walk.Measure() + held);
        running.StatementMark = Used - inFlight;
        Work(walk.Visited);
    }

    private static void AddVariables(ValueWalk walk, Frame frame)
    {
        walk.AddAll(frame.Slots);
        walk.AddAll(frame.Cells.Select(cell => cell.Value));
        walk.AddAll(frame.Closure.Select(cell => cell.Value));
        walk.AddAll(frame.Instance.Globals);
        walk.Add(frame.Result);
    }

    private StarlarkException OverMemory()
        => Faults.Limit($"too much memory: the limit is {Limits.MaxMemoryBytes} bytes (MaxMemoryBytes)");
}
