using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>Makes references that implement a grain interface; their types are made once per interface.</summary>
internal static class GrainProxy
{
    private static readonly ConcurrentDictionary<Type, Lazy<Func<GrainClass, string, GrainReference>>> Factories = new();

    public static GrainReference Create(Type interfaceType, GrainClass grainClass, string key) => Factory(interfaceType)(grainClass, key);

    public static Func<GrainClass, string, GrainReference> Factory(Type interfaceType)
        => Factories.GetOrAdd(interfaceType, static type => new(() => GrainProxyType.Build(type))).Value;
}

/// <summary>The same for an interface known at compile time, without a look-up.</summary>
internal static class GrainProxy<TGrainInterface>
{
    private static readonly Func<GrainClass, string, GrainReference> Factory = GrainProxy.Factory(typeof(TGrainInterface));

    public static GrainReference Create(GrainClass grainClass, string key) => Factory(grainClass, key);
}
