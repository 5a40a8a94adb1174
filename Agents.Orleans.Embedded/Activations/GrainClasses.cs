using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Orleans.Runtime;

/// <summary>All grain classes of the silo, by name and by the interfaces that they implement.</summary>
internal sealed class GrainClasses
{
    private const string Remedy = "register the assembly of its class with ISiloBuilder.AddGrains.";

    private readonly FrozenDictionary<GrainType, GrainClass> _byType;
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClass> _byInterface = new();

    public GrainClasses(EmbeddedSilo silo, IEnumerable<Type> types)
    {
        var classes = types.Distinct().Select(type => new GrainClass(silo, type)).ToList();
        var twins = classes.GroupBy(grainClass => grainClass.GrainType).FirstOrDefault(group => group.Skip(1).Any());
        if (twins is not null)
        {
            throw new OrleansConfigurationException(
                $"Grain type \"{twins.Key}\" is the name of several classes ({List(twins)}): name one with [GrainType].");
        }

        _byType = classes.ToFrozenDictionary(grainClass => grainClass.GrainType);
    }

    public IEnumerable<GrainClass> All => _byType.Values;

    public int Count => _byType.Count;

    public GrainClass Named(GrainType grainType) => _byType.GetValueOrDefault(grainType)
        ?? throw new ArgumentException($"Could not find grain type \"{grainType}\": {Remedy}", nameof(grainType));

    /// <summary>The one class that implements the interface, or the one of them whose full name starts with the prefix.</summary>
    public GrainClass Implementing(Type interfaceType, string? prefix)
        => _byInterface.TryGetValue((interfaceType, prefix), out var known)
            ? known
            : _byInterface.GetOrAdd((interfaceType, prefix), Find(interfaceType, prefix));

    private GrainClass Find(Type interfaceType, string? prefix)
    {
        List<GrainClass> candidates = [.. All.Where(grainClass => interfaceType.IsAssignableFrom(grainClass.Type)
            && grainClass.Type.FullName!.StartsWith(prefix ?? "", StringComparison.Ordinal))];
        return candidates.Count switch
        {
            1 => candidates[0],
            0 => throw new ArgumentException($"Could not find an implementation for interface {interfaceType}: {Remedy}", nameof(interfaceType)),
            _ => Preferred(interfaceType, prefix, candidates),
        };
    }

    /// <summary>Of several, the one that has the prefix as its whole name, or the one named as the interface (<c>IFoo</c>: <c>Foo</c>).</summary>
    private static GrainClass Preferred(Type interfaceType, string? prefix, List<GrainClass> candidates)
        => candidates.Find(grainClass => prefix is null ? $"I{grainClass.Type.Name}" == interfaceType.Name : grainClass.Type.FullName == prefix)
            ?? throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {interfaceType}. Candidates: {List(candidates)}", nameof(interfaceType));

    private static string List(IEnumerable<GrainClass> classes) => string.Join(", ", classes.Select(grainClass => grainClass.Type.FullName));
}
