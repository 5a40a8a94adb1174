using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>A method call that nobody waits for.</summary>
internal sealed class OneWayCall<TArguments> : Call
    where TArguments : struct
{
    private readonly GrainMethod<TArguments> _method;
    private readonly TArguments _arguments;

    public OneWayCall(EmbeddedSilo silo, GrainMethod<TArguments> method, TArguments arguments)
    {
        _method = method;
        _arguments = silo.Copier is { } copier ? copier.CopyArguments(method, arguments) : arguments;
        Mode = method.Mode;
        Trace = Activity.Current;
    }

    public override string ToString() => _method.Name;

    protected override Task Start(Activation activation) => (Task)_method.Invoke(activation.GrainInstance!, _arguments)!;

    protected override void Finish(Activation activation, Task outcome)
    {
        if (outcome.Exception?.InnerException is { } error)
        {
            activation.OnOneWayFailed(this, error);
        }
    }
}
