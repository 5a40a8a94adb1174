using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that reminders wake. An error that it throws is logged only: the next period is the retry.</summary>
public interface IRemindable : IGrain
{
    Task ReceiveReminder(string reminderName, TickStatus status);
}
