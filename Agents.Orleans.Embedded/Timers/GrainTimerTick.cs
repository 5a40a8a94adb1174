namespace Orleans.Runtime;

/// <summary>The tick of a timer as it waits in the mailbox. A timer has one: its ticks never overlap.</summary>
internal sealed class GrainTimerTick(GrainTimer timer) : Call
{
    public override bool StaysWithActivation => true;

    public override string ToString() => timer.ToString();

    protected override Task Start(Activation activation) => timer.TickAsync();

    protected override void Finish(Activation activation, Task outcome) => timer.EndTick(outcome.Exception?.InnerException);
}
