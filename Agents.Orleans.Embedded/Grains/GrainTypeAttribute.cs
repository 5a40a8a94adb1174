namespace Orleans;

/// <summary>Names a grain class in grain ids, so that the class can be renamed without losing its grains.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    public string GrainType { get; } = grainType;
}
