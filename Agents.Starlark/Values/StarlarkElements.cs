namespace Agents.Starlark;

/// <summary>What <c>s.elems()</c> gives: an iterable view of a string's or a bytes' elements.</summary>
public sealed class StarlarkElements : StarlarkValue
{
    private readonly StarlarkValue _source;

    internal StarlarkElements(StarlarkValue source) => _source = source;

    public override string TypeName => $"{_source.TypeName}.elems";

    public override bool IsTrue => Length > 0;

    internal override long Length => _source.Length;

    internal StarlarkValue At(int index) => _source is StarlarkBytes bytes
        ? StarlarkInt.Of(bytes.Span[index])
        : StarlarkString.Of(((StarlarkString)_source).Value[index].ToString());

    internal override IEnumerable<StarlarkValue> Iterate()
    {
        for (var i = 0; i < Length; i++)
        {
            yield return At(i);
        }
    }

    internal override void AppendTo(Representation text)
    {
        _source.AppendTo(text);
        text.Append(".elems()");
    }
}
