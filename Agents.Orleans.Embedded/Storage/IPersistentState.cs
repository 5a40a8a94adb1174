using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A grain's state, read before <c>OnActivateAsync</c> and written when the grain says so.</summary>
public interface IPersistentState<TState> : IStorage<TState>;

/// <summary>Marks a constructor parameter of type <see cref="IPersistentState{TState}"/>.</summary>
/// <param name="stateName">The name under which the state is stored.</param>
/// <param name="storageName">The storage; null for the default one.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    public string StateName { get; } = stateName;

    public string? StorageName { get; } = storageName;
}
