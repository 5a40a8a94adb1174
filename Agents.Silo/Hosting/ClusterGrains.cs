using Agents.Silo.Executions;
using Agents.Silo.Storage.Postgres;

namespace Agents.Silo;

/// <summary>Grains in a cluster: membership, reminders and grain state are in PostgreSQL through Orleans' ADO.NET providers.</summary>
internal static class GrainHosting
{
    private const string Invariant = "Npgsql";

    /// <summary>
    /// Whether a scan of the table wakes executions whose time has come. Every silo scans: a reminder is registered after the append that needs it,
    /// and a silo that dies between would leave an execution that nobody wakes. Who is woken twice looks twice.
    /// </summary>
    public static bool HasDueSweep => true;

    /// <summary>Whether several silos work on one database.</summary>
    public static bool HasManySilos => true;

    /// <exception cref="DatabaseAddressException">There is no database.</exception>
    public static void AddGrains(this IServiceCollection services, WebApplicationBuilder builder, PostgresAddress? postgres)
    {
        var address = postgres ?? throw new DatabaseAddressException("A cluster needs PostgreSQL. Set ConnectionStrings__agents or AGENTS_DATABASE.");
        services.AddHostedService<TakeOver>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ExecutionNotices>(provider, address));
        builder.UseOrleans(silo => AddProviders(silo, builder.Configuration, address.ConnectionString));
    }

    private static void AddProviders(ISiloBuilder silo, ConfigurationManager configuration, string connection)
    {
        // An orchestrator says everything in the section Orleans; UseOrleans reads it by itself.
        if (configuration["Orleans:Clustering:ProviderType"] is not null)
        {
            return;
        }

        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, connection));
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, connection));
        silo.AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString) = (Invariant, connection));
    }
}
