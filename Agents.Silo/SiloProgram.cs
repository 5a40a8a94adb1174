using Agents.Client.Access;
using Agents.ServiceDefaults;
using Agents.ServiceDefaults.Children;
using Agents.ServiceDefaults.Tokens;
using Agents.Silo.Access;
using Agents.Silo.Storage.Postgres;

namespace Agents.Silo;

/// <summary>The silo: grains, stores, model providers and the REST API.</summary>
internal static class SiloProgram
{
    public static async Task<int> Main(string[] args)
    {
        try
        {
            return await ServiceRun.RunAsync(() => Build(args));
        }
        catch (Exception wrong) when (wrong is DataFolderHeldException or DatabaseAddressException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return ServiceRun.ConfigurationExitCode;
        }
    }

    private static WebApplication Build(string[] args)
    {
        // The host watches its content root for changed settings: in the working folder it would be told of every write to the database.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddServiceDefaults("silo");
        builder.Services.AddOpenApi();
        var postgres = PostgresAddress.Find(builder.Configuration);
        // Silos of a cluster keep nothing on disk, and several may run on one machine.
        var folder = GrainHosting.HasManySilos ? null : DataFolder.Acquire(builder.Configuration[ServiceVariables.Data] ?? "data");
        builder.AddEngine(folder, postgres);

        var app = builder.Build();
        app.MapServiceDefaults();
        app.RequireInternalToken();
        app.MapEngine();
        app.MapOpenApi("/openapi/v1.json").Needs(KeyScopes.Viewer);
        return app;
    }
}
