using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;

namespace Orleans.Runtime.Hosting;

public static class StorageProviderExtensions
{
    internal const string DefaultName = "Default";

    /// <summary>Adds a storage for <c>[PersistentState(..., name)]</c>; "Default" is also the one for states that name none.</summary>
    public static IServiceCollection AddGrainStorage<T>(
        this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory)
        where T : IGrainStorage
    {
        collection.AddKeyedSingleton<IGrainStorage>(name, (provider, key) => implementationFactory(provider, (string)key!));
        if (name == DefaultName)
        {
            collection.TryAddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(DefaultName));
        }

        return collection;
    }
}
