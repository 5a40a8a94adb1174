namespace Orleans.Runtime;

/// <summary>
/// A grain's address. The proxies made at run time (<see cref="GrainProxyType"/>) derive from it and
/// send each method call through one of the four methods below.
/// </summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly GrainClass _class;

    internal GrainReference(GrainClass grainClass, string key)
    {
        _class = grainClass;
        Key = key;
    }

    public GrainId GrainId => GrainId.Create(_class.GrainType, IdSpan.Create(Key));

    internal string Key { get; }

    public static bool operator ==(GrainReference? left, GrainReference? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    /// <summary>References are equal when they name the same grain, through whatever interface.</summary>
    public bool Equals(GrainReference? other) => other is not null && _class == other._class && string.Equals(Key, other.Key);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => HashCode.Combine(_class, Key);

    public override string ToString() => $"GrainReference:{GrainId}";

    internal GrainReference As(Type interfaceType)
        => interfaceType.IsInstanceOfType(this) ? this : GrainProxy.Create(interfaceType, _class, Key);

    internal Task<TResult> Ask<TArguments, TResult>(GrainMethod<TArguments> method, TArguments arguments)
        where TArguments : struct
    {
        var call = new Request<TArguments, TResult>(_class.Silo, method, arguments);
        _class.Send(Key, call);
        return call.Response;
    }

    internal Task Tell<TArguments>(GrainMethod<TArguments> method, TArguments arguments)
        where TArguments : struct
    {
        _class.Send(Key, new OneWayCall<TArguments>(_class.Silo, method, arguments));
        return Task.CompletedTask;
    }

    internal IAsyncEnumerable<T> Enumerate<TArguments, T>(GrainMethod<TArguments> method, TArguments arguments)
        where TArguments : struct
        => new Enumeration<TArguments, T>(_class, Key, method, arguments);

    internal void Send(Call call) => _class.Send(Key, call);
}
