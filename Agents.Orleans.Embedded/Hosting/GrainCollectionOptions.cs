namespace Orleans.Configuration;

/// <summary>When idle grains leave memory.</summary>
public sealed class GrainCollectionOptions
{
    /// <summary>How often idle grains are looked for; longer means later deactivation. Default 1 minute.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a grain is unused before it is deactivated; longer costs memory, shorter costs activations. Default 15 minutes.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Other ages, by a grain class's full name. Default none.</summary>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; } = [];

    /// <summary>How long activation may take before it has failed. Default 30 seconds.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long <c>OnDeactivateAsync</c> is waited for, at shutdown too. Default 30 seconds.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal TimeSpan AgeOf(Type grainClass) => ClassSpecificCollectionAge.GetValueOrDefault(grainClass.FullName!, CollectionAge);

    internal IEnumerable<string> Errors()
    {
        if (CollectionQuantum <= TimeSpan.Zero)
        {
            yield return $"{nameof(GrainCollectionOptions)}.{nameof(CollectionQuantum)} is {CollectionQuantum}: set it above zero.";
        }

        foreach (var age in ClassSpecificCollectionAge.Values.Append(CollectionAge).Where(age => age <= CollectionQuantum && age != Timeout.InfiniteTimeSpan))
        {
            yield return $"{nameof(GrainCollectionOptions)}.{nameof(CollectionAge)} is {age}: set it above {nameof(CollectionQuantum)} ({CollectionQuantum}).";
        }
    }
}
