using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What the runtime knows of one method of a grain interface.</summary>
internal abstract class GrainMethod
{
    protected GrainMethod(MethodInfo method)
    {
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        Mode = method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? CallMode.Interleaving
            : method.IsDefined(typeof(ReadOnlyAttribute)) ? CallMode.ReadOnly
            : CallMode.Exclusive;
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        Parameters = method.GetParameters();
        TokenIndex = Array.FindIndex(Parameters, parameter => parameter.ParameterType == typeof(CancellationToken));
    }

    public string Name { get; }

    public CallMode Mode { get; }

    /// <summary>Null: the silo's.</summary>
    public TimeSpan? ResponseTimeout { get; }

    public ParameterInfo[] Parameters { get; }

    /// <summary>Where the cancellation token is among the parameters; -1 without one.</summary>
    public int TokenIndex { get; }

    public override string ToString() => Name;
}

/// <typeparam name="TArguments">The value tuple of the parameters' types.</typeparam>
internal sealed class GrainMethod<TArguments>(MethodInfo method, Func<object, TArguments, object?> invoke) : GrainMethod(method)
    where TArguments : struct
{
    /// <summary>Calls the method on a grain; gives a task, or an async enumerable where the method returns one.</summary>
    public object? Invoke(object grain, TArguments arguments) => invoke(grain, arguments);
}
