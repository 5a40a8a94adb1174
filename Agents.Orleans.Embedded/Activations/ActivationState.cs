namespace Orleans.Runtime;

internal enum ActivationState
{
    Creating,
    Activating,
    Valid,

    /// <summary>New calls wait, and move to the next activation when this one is gone.</summary>
    Deactivating,

    /// <summary>Gone; accepts nothing.</summary>
    Invalid,
}
