namespace Agents.Starlark;

/// <summary>Arguments matched with a signature, read by the index of their parameter.</summary>
internal readonly struct BoundArguments(StarlarkThread thread, string function, Signature signature, StarlarkValue?[] values)
{
    public StarlarkThread Thread { get; } = thread;

    public string Function { get; } = function;

    /// <summary>A required argument, or a collected surplus.</summary>
    public StarlarkValue this[int index] => values[index]!;

    public StarlarkValue? Optional(int index) => values[index];

    /// <summary>An argument where None means "not given".</summary>
    public StarlarkValue? Given(int index) => values[index] is StarlarkNone ? null : values[index];

    public StarlarkTuple Rest(int index) => (StarlarkTuple)values[index]!;

    public StarlarkDict Named(int index) => (StarlarkDict)values[index]!;

    public string Text(int index) => values[index] is StarlarkString text ? text.Value : throw Wrong(index, "string");

    public bool Flag(int index) => values[index] switch
    {
        null => false,
        StarlarkBool flag => flag.Value,
        _ => throw Wrong(index, "bool"),
    };

    public long Int(int index, long absent = 0) => values[index] switch
    {
        null => absent,
        StarlarkInt number => number.Clamped(),
        _ => throw Wrong(index, "int"),
    };

    public IEnumerable<StarlarkValue> Items(int index) => Items(values[index]!);

    public IEnumerable<StarlarkValue> Items(StarlarkValue value) => value.Iterate() ?? throw Faults.NotIterable(Function, value);

    public StarlarkException Wrong(int index, string wanted)
        => Faults.Type($"Error in {Function}: for parameter {signature.Name(index)}: got {values[index]!.TypeName}, want {wanted}");

    public StarlarkException Fault(string message) => Faults.Value($"Error in {Function}: {message}");

    /// <summary>Start and end of a part, clamped to a length as slices do it.</summary>
    public (int Start, int End) Part(int startIndex, int endIndex, int length)
    {
        var start = Bound(startIndex, length, 0);
        var end = Bound(endIndex, length, length);
        return ((int)start, (int)end);
    }

    private long Bound(int index, int length, long absent)
    {
        var value = Given(index) is null ? absent : Int(index);
        return Math.Clamp(value < 0 ? Math.Max(value, -length) + length : value, 0, length);
    }
}
