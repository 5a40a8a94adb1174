namespace Orleans.Runtime;

/// <summary>What a grain method that returns an async enumerable gives its caller: each enumeration of it is a session with the grain.</summary>
internal sealed class Enumeration<TArguments, T>(GrainClass grainClass, string key, GrainMethod<TArguments> method, TArguments arguments)
    : IAsyncEnumerable<T>
    where TArguments : struct
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var copied = grainClass.Silo.Copier is { } copier ? copier.CopyArguments(method, arguments) : arguments;
        var session = new EnumerationSession<T>(
            grainClass.Silo, method.Name, grain => (IAsyncEnumerable<T>)method.Invoke(grain, copied)!, cancellationToken);
        return new GrainEnumerator<T>(grainClass, key, session);
    }
}
