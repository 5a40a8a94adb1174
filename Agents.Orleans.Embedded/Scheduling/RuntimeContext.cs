namespace Orleans.Runtime;

/// <summary>The activation whose turn runs on this thread; null outside of grains.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static Activation? _current;

    public static Activation? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>The running activation, or an error that says what to do.</summary>
    public static Activation Required => _current ?? throw new InvalidOperationException(
        "Attempted to access grain from a non-grain context, such as a background thread, which is invalid. "
        + "Return to the grain by calling it through a reference.");
}

/// <summary>Gives grain constructors and their services the running activation.</summary>
internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    public IGrainContext GrainContext => RuntimeContext.Required;
}
