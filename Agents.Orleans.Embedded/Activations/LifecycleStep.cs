namespace Orleans.Runtime;

/// <summary>The two steps of an activation's own life. They handle their errors and wake the scheduler when they end.</summary>
internal sealed class LifecycleStep : Turn
{
    public static readonly LifecycleStep Activate = new(static activation => activation.ActivateAsync());
    public static readonly LifecycleStep Deactivate = new(static activation => activation.FinishAsync());

    private readonly Func<Activation, Task> _step;

    private LifecycleStep(Func<Activation, Task> step) => _step = step;

    public override void Run(Activation activation) => _ = _step(activation);
}
