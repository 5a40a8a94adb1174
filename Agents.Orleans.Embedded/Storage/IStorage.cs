namespace Orleans.Core;

/// <summary>State that is kept beyond the activation. All members are for grain code only.</summary>
public interface IStorage
{
    /// <summary>The version that was last read or written; null before the first write.</summary>
    string? Etag { get; }

    bool RecordExists { get; }

    Task ClearStateAsync();

    /// <summary>Stores <c>State</c>; throws <see cref="Storage.InconsistentStateException"/> when someone else stored another version.</summary>
    Task WriteStateAsync();

    Task ReadStateAsync();

    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}
