namespace Agents.Starlark;

/// <summary>An immutable sequence of bytes.</summary>
public sealed class StarlarkBytes : StarlarkValue
{
    private readonly byte[] _value;

    internal StarlarkBytes(byte[] value) => _value = value;

    public override string TypeName => "bytes";

    public override bool IsTrue => _value.Length > 0;

    public ReadOnlySpan<byte> Span => _value;

    internal override MethodTable Methods => BytesMethods.Table;

    internal override long Length => _value.Length;

    public static StarlarkBytes Of(ReadOnlySpan<byte> value) => new(value.ToArray());

    internal override int KeyHash(int depth)
    {
        HashCode hash = default;
        hash.AddBytes(_value);
        return hash.ToHashCode();
    }

    internal override bool IsEqualTo(StarlarkValue other, int depth) => other is StarlarkBytes same && same.Span.SequenceEqual(Span);

    internal override void AppendTo(Representation text) => text.AppendBytes(_value);
}
