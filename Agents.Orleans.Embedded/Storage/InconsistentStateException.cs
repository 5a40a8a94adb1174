using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Someone else stored another version of the state. A grain that lets it escape is deactivated, and reads anew.</summary>
public sealed class InconsistentStateException : OrleansException
{
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException = null)
        : base(errorMsg, storageException)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public string? StoredEtag { get; }

    public string? CurrentEtag { get; }

    /// <summary>False once the grain that met the conflict has been told: its callers must not be deactivated for it.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
