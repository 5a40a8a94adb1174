using Agents.Silo.Storage;

namespace Agents.Silo.Schedules;

/// <summary>Looks every minute whether each deployment has the schedule that its workflow declares.</summary>
internal sealed partial class DeclarationSweep(DeclaredSchedules declared, IDatabase database, TimeProvider time, ILogger<DeclarationSweep> logger)
    : DatabaseSweep(database, time, TimeSpan.FromMinutes(1))
{
    protected override Task LookAsync(CancellationToken stoppingToken) => declared.RefreshAllAsync(stoppingToken);

    protected override void Tell(Exception problem) => LogNotLooked(problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Schedules that workflows declare could not be looked at; it is tried again")]
    private partial void LogNotLooked(Exception problem);
}
