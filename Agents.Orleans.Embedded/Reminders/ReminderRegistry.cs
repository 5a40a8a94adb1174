using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Timers;

namespace Orleans.Runtime;

internal sealed class ReminderRegistry(IServiceProvider services, IOptions<ReminderOptions> options) : IReminderRegistry
{
    private ReminderService Reminders
    {
        get
        {
            _ = RuntimeContext.Required;
            return services.GetService<IReminderTable>() is null
                ? throw new OrleansConfigurationException(
                    "The reminder service has not been configured: register an IReminderTable, or call UseInMemoryReminderService.")
                : services.GetRequiredService<ReminderService>();
        }
    }

    public Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        var shortest = options.Value.MinimumReminderPeriod;
        return period >= shortest && period > TimeSpan.Zero
            ? Reminders.RegisterAsync(callingGrainId, reminderName, dueTime, period)
            : throw new ArgumentException(
                $"Cannot register reminder {reminderName} as requested period ({period}) is less than minimum allowed reminder period ({shortest})");
    }

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder) => Reminders.UnregisterAsync((ReminderHandle)reminder);

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        return Reminders.GetAsync(callingGrainId, reminderName);
    }

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) => Reminders.GetAllAsync(callingGrainId);
}
