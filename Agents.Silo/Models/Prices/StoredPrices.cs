using System.Data.Common;
using System.Text;
using Agents.Silo.Settings;
using Agents.Silo.Storage;

namespace Agents.Silo.Models;

/// <summary>Prices that were set while the silo ran. Read before executions go on, after each change here, and where there are several silos every few seconds.</summary>
internal sealed partial class StoredPrices(SettingStore settings, ModelPrices prices, IDatabase database, TimeProvider time, ILogger<StoredPrices> logger)
    : DatabaseSweep(database, time, LookAgain)
{
    private const string Name = "prices";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private string? _known;

    /// <summary>When they were set; null where they were not.</summary>
    public DateTimeOffset? UpdatedAt { get; private set; }

    /// <summary>Reads what is stored. Nothing happens where it is what was read before.</summary>
    public async Task RefreshAsync()
    {
        if (await settings.ReadAsync(Name) is not { } stored || stored.Value == _known)
        {
            return;
        }

        prices.Use(PriceFile.ReadStrictly(Encoding.UTF8.GetBytes(stored.Value)));
        (_known, UpdatedAt) = (stored.Value, stored.UpdatedAt);
    }

    /// <summary>Sets them as a whole; calls from here on cost so.</summary>
    public async Task SetAsync(PriceFile file)
    {
        await settings.WriteAsync(Name, file.ToJson());
        await RefreshAsync();
    }

    // Alone, nobody else sets them.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => GrainHosting.HasManySilos ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    protected override Task LookAsync(CancellationToken stoppingToken) => RefreshAsync();

    protected override bool MayPass(Exception problem) => problem is DatabaseUnusableException or DbException or InvalidDataException;

    protected override void Tell(Exception problem) => LogNotRead(problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The prices that were set could not be read; calls cost what was known before")]
    private partial void LogNotRead(Exception problem);
}
