namespace Agents.Starlark;

/// <summary>The absence of a value. Open for hosts that add fields.</summary>
public class StarlarkNone : StarlarkValue
{
    protected StarlarkNone()
    {
    }

    public static StarlarkNone Instance { get; } = new();

    public sealed override string TypeName => "NoneType";

    public sealed override bool IsTrue => false;

    internal sealed override int KeyHash(int depth) => 0;

    internal sealed override bool IsEqualTo(StarlarkValue other, int depth) => other is StarlarkNone;

    internal sealed override void AppendTo(Representation text) => text.Append("None");
}
