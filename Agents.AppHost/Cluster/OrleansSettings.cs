namespace Agents.AppHost.Cluster;

/// <summary>
/// What Orleans reads from the section <c>Orleans</c>. By hand, because Aspire's own integration names the provider after
/// its resource (<c>PostgresDatabase</c>), which Orleans does not know: there it is <c>AdoNet</c> with the invariant <c>Npgsql</c>.
/// </summary>
internal static class OrleansSettings
{
    /// <summary>Name of the database, and of the connection string that Orleans and the silo look up.</summary>
    public const string Database = "agents";

    private static readonly string[] Providers = ["Clustering", "Reminders", "GrainStorage__Default"];

    public static IResourceBuilder<ProjectResource> WithOrleans(this IResourceBuilder<ProjectResource> silo)
    {
        silo.WithEnvironment("Orleans__ClusterId", "agents")
            .WithEnvironment("Orleans__ServiceId", "agents")
            .WithEnvironment("Orleans__EnableDistributedTracing", "true");

        foreach (var provider in Providers)
        {
            silo.WithEnvironment($"Orleans__{provider}__ProviderType", "AdoNet")
                .WithEnvironment($"Orleans__{provider}__Invariant", "Npgsql")
                .WithEnvironment($"Orleans__{provider}__ConnectionName", Database);
        }

        // Nobody calls these through Aspire's proxy; being proxied is what gives each replica a port of its own.
        return silo
            .WithEndpoint(scheme: "tcp", name: "orleans-silo", env: "Orleans__Endpoints__SiloPort", isProxied: true, isExternal: false)
            .WithEndpoint(scheme: "tcp", name: "orleans-gateway", env: "Orleans__Endpoints__GatewayPort", isProxied: true, isExternal: false);
    }
}
