using System.Net;
using System.Net.Sockets;
using Agents.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Reminders;

namespace Agents.Orleans.Embedded.Tests;

/// <summary>A host with the test grains on one silo of Microsoft Orleans; timers and reminders run on the test's clock.</summary>
public sealed class GrainHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Midnight = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IHost _host;

    private GrainHost(IHost host) => _host = host;

    public Probe Probe => _host.Services.GetRequiredService<Probe>();

    public ManualTimeProvider Time => _host.Services.GetRequiredService<ManualTimeProvider>();

    private IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<GrainHost> StartAsync(Action<ISiloBuilder>? configure = null, DateTimeOffset? now = null)
    {
        var time = new ManualTimeProvider(now ?? Midnight);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<Probe>();
        builder.Services.AddSingleton(time);
        builder.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = FreePorts();
            silo.UseLocalhostClustering(siloPort, gatewayPort).AddMemoryGrainStorageAsDefault().AddReminders();
            configure?.Invoke(silo);
            if (!silo.Services.Any(service => service.ServiceType == typeof(IReminderTable)))
            {
                silo.UseInMemoryReminderService();
            }

            silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, time);
            silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, time);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new GrainHost(host);
    }

    public static void WithShortResponseTimeout(ISiloBuilder silo)
        => silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(1));

    public static void WithLongResponseTimeout(ISiloBuilder silo)
    {
    }

    public T Get<T>(string key = "k")
        where T : IGrainWithStringKey
        => Grains.GetGrain<T>(key);

    public void Advance(TimeSpan by) => Time.Advance(by);

    public async Task AdvanceReminders(TimeSpan by, string happened)
    {
        await AdvanceUntil(Probe.Reached(happened), by);
        await Get<IReminders>().Names();
    }

    /// <summary>Moves the clock on once, and again by very little, until the other side has got there.</summary>
    public async Task AdvanceUntil(Task reached, TimeSpan step)
    {
        Time.Advance(step);
        while (!reached.IsCompleted)
        {
            await Task.WhenAny(reached, Task.Delay(20));
            Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await reached;
    }

    /// <summary>Orleans' response timeouts run on the real clock.</summary>
    public Task PassResponseTimeout(Task call) => call.ContinueWith(static _ => { }, TaskScheduler.Default);

    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var impatience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _host.StopAsync(impatience.Token);
        _host.Dispose();
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
