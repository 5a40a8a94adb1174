using System.Runtime.CompilerServices;

namespace Agents.Starlark;

/// <summary>A value that can be called.</summary>
public abstract class StarlarkCallable : StarlarkValue
{
    /// <summary>The name that errors use.</summary>
    public abstract string Name { get; }

    public override string TypeName => "builtin_function_or_method";

    internal abstract StarlarkValue Call(StarlarkThread thread, StarlarkArguments arguments);

    internal override int KeyHash(int depth) => RuntimeHelpers.GetHashCode(this);
}
