using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark;

/// <summary>The methods of a type.</summary>
internal sealed class MethodTable(params IEnumerable<Method> methods)
{
    private readonly FrozenDictionary<string, Method> _methods = methods.ToFrozenDictionary(method => method.Name);

    public static MethodTable Empty { get; } = new();

    public IEnumerable<string> Names => _methods.Keys;

    public bool TryGet(string name, [NotNullWhen(true)] out Method? method) => _methods.TryGetValue(name, out method);
}

/// <summary>A method of a type, not yet taken from a value.</summary>
internal abstract class Method(string name, Signature signature)
{
    public string Name { get; } = name;

    protected Signature Signature { get; } = signature;

    public static Method Of<T>(string name, string signature, MethodBody<T> body)
        where T : StarlarkValue
        => new Typed<T>(name, Signature.Of(signature), body);

    public abstract StarlarkValue Invoke(StarlarkThread thread, StarlarkValue receiver, StarlarkArguments arguments);

    private sealed class Typed<T>(string name, Signature signature, MethodBody<T> body) : Method(name, signature)
        where T : StarlarkValue
    {
        public override StarlarkValue Invoke(StarlarkThread thread, StarlarkValue receiver, StarlarkArguments arguments)
            => body((T)receiver, Signature.Bind(thread, Name, arguments));
    }
}
