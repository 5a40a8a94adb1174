using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Registers reminders, for the calling grain only.</summary>
public interface IReminderRegistry
{
    /// <summary>
    /// The first tick is due after <c>dueTime</c>, which is not negative; the next ones a <c>period</c> apart, which is at least
    /// <see cref="Orleans.Hosting.ReminderOptions.MinimumReminderPeriod"/>.
    /// </summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
}
