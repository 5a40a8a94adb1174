using Agents.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Agents.Orleans.Embedded.Tests;

/// <summary>A host with the test grains on the embedded runtime.</summary>
public sealed class GrainHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Midnight = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IHost _host;

    private GrainHost(IHost host) => _host = host;

    public Probe Probe => _host.Services.GetRequiredService<Probe>();

    public ManualTimeProvider Time => (ManualTimeProvider)_host.Services.GetRequiredService<TimeProvider>();

    private IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<GrainHost> StartAsync(Action<ISiloBuilder>? configure = null, DateTimeOffset? now = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<Probe>();
        builder.Services.AddSingleton<TimeProvider>(new ManualTimeProvider(now ?? Midnight));
        builder.UseOrleans(silo =>
        {
            silo.AddGrains(typeof(GrainHost).Assembly).AddMemoryGrainStorageAsDefault().AddReminders();
            configure?.Invoke(silo);
            if (!silo.Services.Any(service => service.ServiceType == typeof(IReminderTable)))
            {
                silo.UseInMemoryReminderService();
            }
        });
        var host = builder.Build();
        await host.StartAsync();
        return new GrainHost(host);
    }

    /// <summary>For Orleans, whose response timeouts run on the real clock. Here they are moved by hand.</summary>
    public static void WithShortResponseTimeout(ISiloBuilder silo) => silo.Configure<SiloMessagingOptions>(_ => { });

    public static void WithLongResponseTimeout(ISiloBuilder silo)
        => silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromHours(1));

    public T Get<T>(string key = "k")
        where T : IGrainWithStringKey
        => Grains.GetGrain<T>(key);

    public T Service<T>()
        where T : notnull
        => _host.Services.GetRequiredService<T>();

    /// <summary>Moves the clock of timers and reminders on.</summary>
    public void Advance(TimeSpan by) => Time.Advance(by);

    /// <summary>Moves the clock to a reminder's tick, and waits until its delivery has set the next one.</summary>
    public async Task AdvanceReminders(TimeSpan by, string happened)
    {
        Time.Advance(by);
        await Probe.Reached(happened);
        await Service<ReminderService>().Deliveries;
    }

    /// <summary>Moves the clock on, step by step, until the other side, which sets its timers as it goes, has got there.</summary>
    public async Task AdvanceUntil(Task reached, TimeSpan step)
    {
        while (!reached.IsCompleted)
        {
            Time.Advance(step);
            await Task.WhenAny(reached, Task.Delay(1));
        }

        await reached;
    }

    /// <summary>Lets the response timeout pass for a call that waits now.</summary>
    public Task PassResponseTimeout(Task call)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        return call.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Stops the host; calls that the test left stuck time out on the way.</summary>
    public async ValueTask DisposeAsync()
    {
        var stop = _host.StopAsync();
        await AdvanceUntil(stop, TimeSpan.FromSeconds(1));
        _host.Dispose();
    }
}
