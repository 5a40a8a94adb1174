namespace Agents.Silo;

/// <summary>Grains in a cluster: membership, reminders and grain state are in PostgreSQL through Orleans' ADO.NET providers.</summary>
internal static class GrainHosting
{
    /// <summary>Whether a scan of the table wakes executions whose time has come: here reminders do, which are spread over the silos.</summary>
    public static bool HasDueSweep => false;

    /// <summary>Whether several silos work on one database.</summary>
    public static bool HasManySilos => true;

    private const string ConnectionName = "orleans";

    private const string Invariant = "Npgsql";

    public static void AddGrains(this IServiceCollection services, WebApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        // An orchestrator says everything in the section Orleans; UseOrleans reads it by itself.
        if (builder.Configuration["Orleans:Clustering:ProviderType"] is not null)
        {
            return;
        }

        var connection = builder.Configuration.GetConnectionString(ConnectionName) ?? throw new InvalidOperationException(
            $"A cluster needs PostgreSQL. Set ConnectionStrings__{ConnectionName}, or the section Orleans with its providers.");
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, connection));
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, connection));
        silo.AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString) = (Invariant, connection));
    });
}
