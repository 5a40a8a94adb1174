using System.Globalization;

namespace Agents.AppHost.Cluster;

/// <summary>The parts of the model that are not services of ours, and what can be set from outside.</summary>
internal static class ClusterResources
{
    private const int DefaultReplicas = 2;

    /// <summary>
    /// Where <c>aspire publish</c> writes for: a compose file, or with <c>Target=kubernetes</c> a Helm chart.
    /// One at a time, because Aspire asks of every resource to which of several environments it belongs.
    /// </summary>
    public static void AddTarget(this IDistributedApplicationBuilder builder)
    {
        switch (builder.Configuration["Target"])
        {
            case null or "" or "compose":
                builder.AddDockerComposeEnvironment("compose");
                break;
            case "kubernetes":
                builder.AddKubernetesEnvironment("kubernetes");
                break;
            case var unknown:
                throw new InvalidOperationException($"Target is '{unknown}': set it to compose or kubernetes.");
        }
    }

    /// <summary>The secret between the services: made once and kept, or given as the parameter <c>internal-token</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddInternalToken(this IDistributedApplicationBuilder builder)
        => builder.AddParameter("internal-token", new GenerateParameterDefault { MinLength = 64, Special = false }, secret: true, persist: true);

    /// <summary>Where executions are recorded as runs. A silo runs as well without it.</summary>
    public static IResourceBuilder<ContainerResource> AddMlflow(this IDistributedApplicationBuilder builder)
        => builder.AddContainer("mlflow", "ghcr.io/mlflow/mlflow", "v3.16.1")
            .WithArgs("mlflow", "server", "--host", "0.0.0.0", "--port", "5000")
            .WithArgs("--backend-store-uri", "sqlite:////mlflow/mlflow.db", "--artifacts-destination", "/mlflow/artifacts")
            .WithHttpEndpoint(targetPort: 5000)
            .WithHttpHealthCheck("/health")
            .WithVolume("agents-mlflow", "/mlflow");

    /// <summary>Number of silos: the setting <c>Replicas</c>, default 2: one may die.</summary>
    public static int Replicas(this IDistributedApplicationBuilder builder)
        => builder.Configuration["Replicas"] is not { Length: > 0 } configured ? DefaultReplicas
            : int.TryParse(configured, NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) && replicas > 0 ? replicas
            : throw new InvalidOperationException($"Replicas is '{configured}': set it to a number from 1 on.");
}
