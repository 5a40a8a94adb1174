using System.Security.Cryptography;
using Agents.Client;
using Agents.Client.Access;
using Agents.ServiceDefaults;
using Agents.ServiceDefaults.Health;
using Agents.ServiceDefaults.Tokens;
using Agents.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Agents.Cli.Servers;

/// <summary>The silo's engine inside this process, on a loopback port that only this process has the token for.</summary>
internal sealed class InProcessServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string? _temporaryFolder;

    private InProcessServer(WebApplication app, string? temporaryFolder)
    {
        _app = app;
        _temporaryFolder = temporaryFolder;
    }

    /// <summary>Starts it on a data folder; null takes a temporary one, which goes when the server does.</summary>
    /// <exception cref="CliException">The folder cannot be used, or a setting is wrong.</exception>
    public static async Task<ServerConnection> StartAsync(string? dataFolder, CancellationToken cancellationToken)
    {
        var temporaryFolder = dataFolder is null ? Directory.CreateTempSubdirectory("agents-run-").FullName : null;
        var token = RandomNumberGenerator.GetHexString(64);
        try
        {
            var app = Build(DataFolder.Acquire(dataFolder ?? temporaryFolder!), token);
            var server = new InProcessServer(app, temporaryFolder);
            await app.StartAsync(cancellationToken);
            var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single() + "/"), DefaultRequestHeaders = { { InternalToken.Header, token }, { SiloClient.ScopesHeader, KeyScopes.Admin } } };
            return new ServerConnection(new AgentsClient(http), "this process", server) { Http = http, Readiness = app.Services.GetRequiredService<Readiness>() };
        }
        catch (DataFolderHeldException held)
        {
            throw new CliException(held.Message, ExitCode.Failed);
        }
        catch (OptionsValidationException wrong)
        {
            throw new CliException(string.Join(" ", wrong.Failures));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_temporaryFolder is not null)
        {
            Directory.Delete(_temporaryFolder, recursive: true);
        }
    }

    private static WebApplication Build(DataFolder folder, string token)
    {
        // The content root is ours: a file named appsettings.json beside the user's workflows is none of our settings.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration[ServiceVariables.InternalToken] = token;
        builder.Configuration[ServiceVariables.Child] = "0";
        foreach (var category in new[] { "Default", "Microsoft", "System.Net.Http", "Yarp" })
        {
            builder.Configuration[$"Logging:LogLevel:{category}"] = nameof(LogLevel.Error);
        }

        builder.AddServiceDefaults("cli");
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Only bugs: what people need to know comes as the execution's own error.
        builder.Logging.ClearProviders().AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.AddEngine(folder);
        var app = builder.Build();
        app.MapServiceDefaults();
        app.RequireInternalToken();
        app.MapEngine();
        return app;
    }
}
