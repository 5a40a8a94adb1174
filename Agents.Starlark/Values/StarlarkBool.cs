namespace Agents.Starlark;

/// <summary>True or False; not a number. Open for hosts that add fields.</summary>
public class StarlarkBool : StarlarkValue
{
    protected StarlarkBool(bool value) => Value = value;

    public static StarlarkBool True { get; } = new(true);

    public static StarlarkBool False { get; } = new(false);

    public bool Value { get; }

    public sealed override string TypeName => "bool";

    public sealed override bool IsTrue => Value;

    public static StarlarkBool Of(bool value) => value ? True : False;

    internal sealed override int KeyHash(int depth) => Value ? 1231 : 1237;

    internal sealed override bool IsEqualTo(StarlarkValue other, int depth) => other is StarlarkBool same && same.Value == Value;

    internal sealed override void AppendTo(Representation text) => text.Append(Value ? "True" : "False");
}
