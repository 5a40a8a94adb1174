namespace Agents.Starlark;

/// <summary>A function that a program defined.</summary>
public sealed class StarlarkFunction : StarlarkCallable
{
    private bool _frozen;

    internal StarlarkFunction(FunctionCode code, ProgramInstance instance, StarlarkValue?[] defaults, Cell[] closure)
        => (Code, Instance, Defaults, Closure) = (code, instance, defaults, closure);

    public override string Name => Code.Name;

    public override string TypeName => "function";

    internal FunctionCode Code { get; }

    internal ProgramInstance Instance { get; }

    /// <summary>Default values by parameter; null where a parameter has none.</summary>
    internal StarlarkValue?[] Defaults { get; }

    internal Cell[] Closure { get; }

    internal override StarlarkValue Call(StarlarkThread thread, StarlarkArguments arguments) => thread.Call(this, arguments);

    internal override IEnumerable<StarlarkValue> Freeze()
    {
        if (_frozen)
        {
            return [];
        }

        _frozen = true;
        return Defaults.Concat(Closure.Select(cell => cell.Value)).OfType<StarlarkValue>();
    }

    internal override void AppendTo(Representation text) => text.Append($"<function {Name}>");
}
