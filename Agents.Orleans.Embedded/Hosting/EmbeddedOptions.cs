using System.Reflection;

namespace Orleans.Configuration;

/// <summary>What only the embedded runtime has.</summary>
public sealed class EmbeddedOptions
{
    /// <summary>The assemblies whose grain classes the silo runs. Default none.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>
    /// Copies arguments and results through JSON, as a cluster would through its serialiser, so that tests find what is shared or
    /// cannot travel. Costs several microseconds per call. Default off.
    /// </summary>
    public bool CopyArguments { get; set; }
}
