namespace Agents.Cli.Containers;

/// <summary>What somebody asked to be deployed as a container.</summary>
/// <param name="What">A workflow file, or the id of a workflow that the server has.</param>
internal sealed record ContainerRequest(string What)
{
    /// <summary>A name for people; null is the workflow's.</summary>
    public string? Name { get; init; }

    /// <summary>The server to tell; null is the one that is known.</summary>
    public Uri? Server { get; init; }

    /// <summary>The port on this machine; null is the one that it has, else a free one.</summary>
    public int? Port { get; init; }

    /// <summary>Values for the container; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <inheritdoc cref="ContainerPlan.Memory"/>
    public string? Memory { get; init; }

    /// <inheritdoc cref="ContainerPlan.Cpus"/>
    public string? Cpus { get; init; }

    /// <summary>Where the files go; null is <c>./containers/</c> and its id.</summary>
    public string? Output { get; init; }

    /// <inheritdoc cref="ContainerPlan.BaseImage"/>
    public string BaseImage { get; init; } = ContainerPlan.DefaultBase;

    /// <summary>Where the container reaches the server; null works it out.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether a server is told.</summary>
    public bool Registers { get; init; } = true;

    /// <summary>Whether it is built and run.</summary>
    public bool Runs { get; init; } = true;

    /// <summary>The folder of <c>agents.dll</c>; null is this program's own.</summary>
    public string? Program { get; init; }

    // The generated one would print the environment.
    public override string ToString() => What;
}
