namespace Agents.Starlark;

/// <summary>Estimates of the bytes that values take, used when they are made and when they are counted again.</summary>
internal static class Footprint
{
    public const long Number = 32;
    public const long Element = 16;
    public const long Entry = 72;
    public const long Closure = 96;

    public static long Text(long length) => 48 + (2 * length);

    public static long Bytes(long length) => 48 + length;

    public static long List(long count) => 96 + (Element * count);

    public static long Tuple(long count) => 48 + (8 * count);

    public static long Dict(long count) => 256 + (Entry * count);

    public static long Of(StarlarkValue value) => value switch
    {
        StarlarkString text => Text(text.Value.Length),
        StarlarkInt number => number.IsSmall ? Number : Number + number.Value.GetByteCount(),
        StarlarkFloat => Number,
        StarlarkBytes bytes => Bytes(bytes.Length),
        StarlarkList list => List(list.Count),
        StarlarkTuple tuple => Tuple(tuple.Count),
        StarlarkDict dict => Dict(dict.Count),
        StarlarkSet set => Dict(set.Count),
        StarlarkFunction or StarlarkRange or StarlarkElements or BoundMethod => Closure,
        _ => 0,
    };
}
