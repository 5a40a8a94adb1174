namespace Agents.Cli.Containers;

/// <summary>The platform that a container registers itself at.</summary>
/// <param name="Url">Its base address.</param>
/// <param name="DeploymentId">What the container is there.</param>
internal sealed record PlatformAddress(Uri Url, string DeploymentId)
{
    private const string UrlVariable = "AGENTS_PLATFORM_URL";

    private const string IdVariable = "AGENTS_DEPLOYMENT_ID";

    /// <summary>A key with the scope <c>agent:</c> and the id; null where the platform asks for none.</summary>
    public string? Key { get; init; }

    /// <summary>Its name for people; null is the workflow's.</summary>
    public string? Name { get; init; }

    /// <summary>Where the platform reaches the container.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>The port there; null is the one that it listens on.</summary>
    public int? Port { get; init; }

    /// <summary>For how long it counts as alive without a heartbeat; null is the platform's default.</summary>
    public int? TtlSeconds { get; init; }

    /// <summary>From the environment; null where it names no platform.</summary>
    /// <exception cref="CliException">A variable is wrong or missing.</exception>
    public static PlatformAddress? Of(Func<string, string?> environment)
    {
        if (ServeOptions.Text(environment, UrlVariable) is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new CliException($"{UrlVariable} is '{text}', which is no URL. Set it to one like http://host.docker.internal:8081.");
        }

        return new PlatformAddress(url, ServeOptions.Text(environment, IdVariable) ?? throw new CliException($"{UrlVariable} is set without {IdVariable}: set the deployment's id, too."))
        {
            Key = ServeOptions.Text(environment, "AGENTS_DEPLOYMENT_KEY"),
            Name = ServeOptions.Text(environment, "AGENTS_DEPLOYMENT_NAME"),
            Host = ServeOptions.Text(environment, "AGENTS_DEPLOYMENT_HOST") ?? "localhost",
            Port = ServeOptions.Number(environment, "AGENTS_DEPLOYMENT_PORT"),
            TtlSeconds = ServeOptions.Number(environment, "AGENTS_DEPLOYMENT_TTL"),
        };
    }

    // The generated one would print the key.
    public override string ToString() => $"{DeploymentId} at {Url}";
}
