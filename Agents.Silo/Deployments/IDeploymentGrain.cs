namespace Agents.Silo.Deployments;

/// <summary>A deployment that runs somewhere else; the key is its id. Knows when it was last heard of, and notices when that is too long ago.</summary>
[Alias("agents.deployment")]
public interface IDeploymentGrain : IGrainWithStringKey
{
    /// <summary>It is alive. False where no such deployment runs elsewhere. The time is on disk within a second or two; one that is lost is followed by another.</summary>
    [Alias("beat")]
    Task<bool> Beat();

    /// <summary>It was registered again or removed: what is known of it is read anew.</summary>
    [Alias("forget")]
    Task Forget();
}
