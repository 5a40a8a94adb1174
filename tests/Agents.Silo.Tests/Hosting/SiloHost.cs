using System.Net.Http.Headers;
using System.Text;
using Agents.Client;
using Agents.Client.Executions;
using Agents.ServiceDefaults;
using Agents.Silo.Storage.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Agents.Silo.Tests.Hosting;

/// <summary>A whole silo in this process, on a port of the system's choice and a data folder of its own.</summary>
internal sealed class SiloHost : IAsyncDisposable
{
    private readonly string[] _settings;
    private readonly Action<IServiceCollection>? _configure;
    private readonly PostgresAddress? _postgres;
    private WebApplication _app = null!;

    private SiloHost(string folder, string[] settings, Action<IServiceCollection>? configure, string? postgres)
    {
        _postgres = postgres is null ? null : PostgresAddress.Parse(postgres, "test");
        Folder = folder;
        _settings = settings;
        _configure = configure;
    }

    public string Folder { get; }

    public HttpClient Http { get; private set; } = null!;

    public AgentsClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public static async Task<SiloHost> StartAsync(params string[] settings) => await StartAsync(null, settings);

    public static Task<SiloHost> StartAsync(Action<IServiceCollection>? configure, params string[] settings) => StartAsync(DatabaseKinds.Default, configure, settings);

    public static async Task<SiloHost> StartAsync(DatabaseKind kind, Action<IServiceCollection>? configure = null, params string[] settings)
    {
        var postgres = kind == DatabaseKind.Postgres ? await TestDatabase.NewPostgresAsync() : null;
        var host = new SiloHost(Directory.CreateTempSubdirectory("agents-silo").FullName, settings, configure, postgres);
        await host.RunAsync();
        return host;
    }

    /// <summary>Ends the silo as Ctrl+C does and starts it again on the same folder.</summary>
    public async Task RestartAsync(Action? between = null)
    {
        await StopAsync();
        between?.Invoke();
        await RunAsync();
    }

    public async Task StopAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    public async Task<string> CreateAsync(string definition, string query = "")
        => (await Client.Workflows.CreateAsync(definition)).Id + query;

    public async Task<ExecutionDetail> RunAsync(string workflow, object? inputs = null, TimeSpan? wait = null)
        => await Client.Executions.StartAsync(
            new StartExecution(workflow) { Inputs = System.Text.Json.JsonSerializer.SerializeToElement(inputs ?? new { }) }, wait ?? TimeSpan.FromSeconds(60));

    public Task<HttpResponseMessage> PostAsync(string path, string body, string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType)) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Http.SendAsync(request);
    }

    /// <summary>Waits until an execution is over, told by its stream.</summary>
    public async Task<ExecutionDetail> EndAsync(string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var _ in Client.Executions.StreamAsync(id, cancellationToken: patience.Token))
        {
            // The stream closes after the last event.
        }

        return await Client.Executions.GetAsync(id);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(
            ["--urls", "http://127.0.0.1:0", "--Models:Offline:Latency", "00:00:00", "--Logging:LogLevel:Default", "None", .. _settings]);
        builder.AddServiceDefaults("silo");
        builder.AddEngine(DataFolder.Acquire(Folder), _postgres);
        // As a cluster would: what cannot travel between silos shows here.
        builder.Services.Configure<EmbeddedOptions>(static options => options.CopyArguments = true);
        _configure?.Invoke(builder.Services);
        _app = builder.Build();
        _app.MapServiceDefaults();
        _app.MapEngine();
        await _app.StartAsync();
        var url = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(url) };
        Client = new AgentsClient(new HttpClient { BaseAddress = new Uri(url) });
    }
}
