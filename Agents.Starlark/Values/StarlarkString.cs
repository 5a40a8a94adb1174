namespace Agents.Starlark;

/// <summary>Text; its elements are UTF-16 units. Open for hosts that add fields.</summary>
public class StarlarkString(string value) : StarlarkValue
{
    public static StarlarkString Empty { get; } = new("");

    public string Value { get; } = value;

    public sealed override string TypeName => "string";

    public sealed override bool IsTrue => Value.Length > 0;

    internal sealed override MethodTable Methods => StringMethods.Table;

    internal sealed override long Length => Value.Length;

    public static StarlarkString Of(string value) => value.Length == 0 ? Empty : new StarlarkString(value);

    internal sealed override int KeyHash(int depth) => Value.GetHashCode(StringComparison.Ordinal);

    internal sealed override bool IsEqualTo(StarlarkValue other, int depth) => other is StarlarkString same && same.Value == Value;

    internal sealed override void AppendTo(Representation text) => text.AppendQuoted(Value);
}
