namespace Orleans.Runtime;

/// <summary>Resolves interfaces and ids to grain classes, and makes references to their grains.</summary>
internal sealed class GrainFactory(GrainClasses classes) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return (TGrainInterface)(object)GrainProxy<TGrainInterface>.Create(classes.Implementing(typeof(TGrainInterface), grainClassNamePrefix), primaryKey);
    }

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(grainPrimaryKey);
        return (IGrain)GrainProxy.Create(grainInterfaceType, classes.Implementing(grainInterfaceType, null), grainPrimaryKey);
    }

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable
        => (TGrainInterface)(object)GrainProxy<TGrainInterface>.Create(classes.Named(grainId.Type), grainId.Key.ToString());

    public IAddressable GetGrain(GrainId grainId) => new GrainReference(classes.Named(grainId.Type), grainId.Key.ToString());
}
