using Orleans.Runtime;

namespace Orleans;

public static class GrainExtensions
{
    /// <summary>A reference to the grain through the given interface, to pass to others or to call oneself through the mailbox.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
        => (TGrainInterface)(object)Reference(grain).As(typeof(TGrainInterface));

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    public static object AsReference(this IAddressable grain, Type interfaceType) => Reference(grain).As(interfaceType);

    public static GrainId GetGrainId(this IAddressable grain) => Reference(grain).GrainId;

    public static string GetPrimaryKeyString(this IAddressable grain) => Reference(grain).Key;

    private static GrainReference Reference(IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference,
            IGrainBase activated => activated.GrainContext.GrainReference,
            _ => throw new ArgumentException(
                $"{grain.GetType()} is neither a grain reference nor a grain: derive it from {nameof(Grain)} or implement {nameof(IGrainBase)}.",
                nameof(grain)),
        };
    }
}
