namespace Orleans.Runtime;

/// <summary>Something that an activation's scheduler starts: a call, or a step of the activation's own life.</summary>
internal abstract class Turn
{
    /// <summary>Runs until the first await that is not over, on the activation's scheduler. Never throws.</summary>
    public abstract void Run(Activation activation);
}
