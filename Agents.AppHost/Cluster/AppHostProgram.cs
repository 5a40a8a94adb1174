using Agents.AppHost.Cluster;

namespace Agents.AppHost;

/// <summary>The cluster as an Aspire app model: <c>dotnet run -p:Cluster=true</c> runs it here, <c>aspire publish</c> writes it out.</summary>
public static class AppHostProgram
{
    internal static Task<int> Main(string[] args) => RunAsync(args);

    /// <summary>Runs or publishes the model, as Aspire's own arguments say. Returns 0; failures are Aspire's to report.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(args);
        builder.AddTarget();

        var token = builder.AddInternalToken();
        var database = builder.AddPostgres("postgres").WithDataVolume("agents-postgres").AddDatabase(OrleansSettings.Database);
        var mlflow = builder.AddMlflow();

        var silo = builder.AddProject<Projects.Agents_Silo>("silo")
            .WithReplicas(builder.Replicas())
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithReference(database)
            .WaitFor(database)
            .WithOrleans()
            .WithEnvironment("AGENTS_INTERNAL_TOKEN", token)
            .WithEnvironment("MLFLOW_TRACKING_URI", mlflow.GetEndpoint("http"));

        var dashboard = builder.AddProject<Projects.Agents_Dashboard>("dashboard")
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithEnvironment("AGENTS_SILO_URL", silo.GetEndpoint("http"))
            .WithEnvironment("AGENTS_INTERNAL_TOKEN", token);

        builder.AddProject<Projects.Agents_Gateway>("gateway")
            .WithHttpEndpoint(port: 8080)
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health")
            .WithEnvironment("AGENTS_SILO_URL", silo.GetEndpoint("http"))
            .WithEnvironment("AGENTS_DASHBOARD_URL", dashboard.GetEndpoint("http"))
            .WithEnvironment("AGENTS_INTERNAL_TOKEN", token)
            .WaitFor(silo)
            .WaitFor(dashboard);

        await builder.Build().RunAsync();
        return 0;
    }
}
