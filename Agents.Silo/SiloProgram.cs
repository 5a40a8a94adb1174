using Agents.ServiceDefaults;
using Agents.ServiceDefaults.Children;
using Agents.ServiceDefaults.Tokens;

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
        catch (DataFolderHeldException held)
        {
            await Console.Error.WriteLineAsync(held.Message);
            return ServiceRun.ConfigurationExitCode;
        }
    }

    private static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults("silo");
        builder.Services.AddOpenApi();
        builder.AddEngine(DataFolder.Acquire(builder.Configuration[ServiceVariables.Data] ?? "data"));

        var app = builder.Build();
        app.MapServiceDefaults();
        app.RequireInternalToken();
        app.MapEngine();
        app.MapOpenApi("/openapi/v1.json");
        return app;
    }
}
