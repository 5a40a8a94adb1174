namespace Agents.Starlark;

/// <summary>A function written in C#.</summary>
public sealed class StarlarkBuiltin : StarlarkCallable
{
    private readonly Func<StarlarkThread, StarlarkArguments, StarlarkValue> _body;

    /// <summary>A host's function. It reports errors by throwing <see cref="StarlarkException"/> without a place.</summary>
    public StarlarkBuiltin(string name, Func<StarlarkArguments, StarlarkValue> body)
        => (Name, _body) = (name, (_, arguments) => body(arguments));

    internal StarlarkBuiltin(string name, Signature signature, BuiltinBody body)
        => (Name, _body) = (name, (thread, arguments) => body(signature.Bind(thread, name, arguments)));

    public override string Name { get; }

    internal override StarlarkValue Call(StarlarkThread thread, StarlarkArguments arguments) => _body(thread, arguments);

    internal override void AppendTo(Representation text) => text.Append($"<built-in function {Name}>");
}

internal delegate StarlarkValue BuiltinBody(BoundArguments arguments);

internal delegate StarlarkValue MethodBody<in T>(T self, BoundArguments arguments);

/// <summary>A method together with the value it was taken from.</summary>
internal sealed class BoundMethod(StarlarkValue receiver, Method method) : StarlarkCallable
{
    public override string Name => method.Name;

    internal StarlarkValue Receiver => receiver;

    internal override StarlarkValue Call(StarlarkThread thread, StarlarkArguments arguments) => method.Invoke(thread, receiver, arguments);

    internal override void AppendTo(Representation text) => text.Append($"<built-in method {Name} of {receiver.TypeName} value>");
}
