using Agents.Silo.GrainStates;
using Agents.Silo.Reminders;
using Agents.Silo.Storage.Postgres;
using Orleans.Runtime.Hosting;

namespace Agents.Silo;

/// <summary>Grains in this process: reminders and grain state are in the silo's own database. The cluster flavour compiles <c>ClusterGrains.cs</c> instead.</summary>
internal static class GrainHosting
{
    /// <summary>Whether a scan of the table wakes executions whose time has come: one process owns the database, and a row costs less than a reminder.</summary>
    public static bool HasDueSweep => true;

    /// <summary>Whether several silos work on one database.</summary>
    public static bool HasManySilos => false;

    public static void AddGrains(this IServiceCollection services, WebApplicationBuilder builder, PostgresAddress? _)
    {
        builder.UseOrleans(silo =>
        {
            silo.AddGrains(typeof(GrainHosting).Assembly);
            services.AddSingleton<IReminderTable, StoredReminderTable>();
            silo.AddReminders();
            services.AddGrainStorage("Default", static (provider, _) => ActivatorUtilities.CreateInstance<StoredGrainStorage>(provider));
        });
    }
}
