namespace Agents.Starlark;

/// <summary>A function's parameters and the rules by which arguments reach them.</summary>
internal sealed class ParameterList
{
    /// <summary>Names of all but the starred parameters.</summary>
    public required string[] Names { get; init; }

    /// <summary>The slots of <see cref="Names"/>.</summary>
    public required int[] Slots { get; init; }

    /// <summary>How many of them take positional arguments.</summary>
    public required int PositionalCount { get; init; }

    /// <summary>The slot of *args; -1 for none.</summary>
    public required int StarSlot { get; init; }

    /// <summary>The slot of **kwargs; -1 for none.</summary>
    public required int StarStarSlot { get; init; }

    /// <summary>Parameters that live in cells: (slot, cell).</summary>
    public required (int Slot, int Cell)[] Cells { get; init; }

    public void Bind(Frame frame, StarlarkFunction function, StarlarkArguments arguments)
    {
        var (slots, positional) = (frame.Slots, arguments.PositionalArray);
        var direct = Math.Min(positional.Length, PositionalCount);
        for (var i = 0; i < direct; i++)
        {
            slots[Slots[i]] = positional[i];
        }

        BindSurplus(frame, function, positional);
        BindNamed(frame, function, arguments.NamedArray);
        BindDefaults(slots, function);
        foreach (var (slot, cell) in Cells)
        {
            frame.Cells[cell].Value = slots[slot];
        }
    }

    private void BindSurplus(Frame frame, StarlarkFunction function, StarlarkValue[] positional)
    {
        if (StarSlot >= 0)
        {
            var surplus = positional.Length > PositionalCount ? positional[PositionalCount..] : [];
            frame.Thread.Reserve(Footprint.Tuple(surplus.Length));
            frame.Slots[StarSlot] = StarlarkTuple.Of(surplus);
        }
        else if (positional.Length > PositionalCount)
        {
            var plural = PositionalCount == 1 ? "" : "s";
            throw Faults.Type(PositionalCount == 0 && Names.Length == 0
                ? $"function {function.Name} accepts no arguments ({positional.Length} given)"
                : $"function {function.Name} accepts at most {PositionalCount} positional argument{plural} ({positional.Length} given)");
        }
    }

    private void BindNamed(Frame frame, StarlarkFunction function, KeyValuePair<string, StarlarkValue>[] named)
    {
        StarlarkDict? surplus = null;
        if (StarStarSlot >= 0)
        {
            frame.Thread.Reserve(Footprint.Dict(named.Length));
            frame.Slots[StarStarSlot] = surplus = new StarlarkDict();
        }

        foreach (var (name, value) in named)
        {
            var index = Array.IndexOf(Names, name);
            if (index >= 0)
            {
                ref var slot = ref frame.Slots[Slots[index]];
                slot = slot is null ? value : throw MultipleValues(function, name);
            }
            else if (surplus is null)
            {
                throw Faults.Type($"function {function.Name} got an unexpected keyword argument \"{name}\"{Spelling.Hint(name, Names)}");
            }
            else if (!surplus.Change("insert into").Set(StarlarkString.Of(name), value))
            {
                throw MultipleValues(function, name);
            }
        }
    }

    private static StarlarkException MultipleValues(StarlarkFunction function, string name)
        => Faults.Type($"function {function.Name} got multiple values for parameter \"{name}\"");

    private void BindDefaults(StarlarkValue?[] slots, StarlarkFunction function)
    {
        List<string>? missing = null;
        for (var i = 0; i < Names.Length; i++)
        {
            ref var slot = ref slots[Slots[i]];
            slot ??= function.Defaults[i];
            if (slot is null)
            {
                (missing ??= []).Add(Names[i]);
            }
        }

        if (missing is not null)
        {
            var plural = missing.Count == 1 ? "" : "s";
            throw Faults.Type($"function {function.Name} missing {missing.Count} argument{plural} ({string.Join(", ", missing)})");
        }
    }
}
