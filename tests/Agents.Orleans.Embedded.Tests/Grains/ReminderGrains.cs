namespace Agents.Orleans.Embedded.Tests;

/// <summary>Notes its reminders' ticks as "name at hh:mm:ss".</summary>
public interface IReminders : IGrainWithStringKey
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    Task Unregister(string name);

    /// <summary>Registers, and unregisters with the handle that the first of two registrations gave.</summary>
    Task UnregisterWithOldHandle(string name);

    Task UnregisterTwice(string name);

    Task<string[]> Names();

    Task<bool> Has(string name);

    Task Leave();
}

public sealed class RemindersGrain(Probe probe) : Grain, IReminders, IRemindable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public Task Register(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Unregister(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task UnregisterWithOldHandle(string name)
    {
        var old = await this.RegisterOrUpdateReminder(name, Minute, Minute);
        await this.RegisterOrUpdateReminder(name, Minute, Minute);
        await this.UnregisterReminder(old);
    }

    public async Task UnregisterTwice(string name)
    {
        var handle = await this.RegisterOrUpdateReminder(name, Minute, Minute);
        await this.UnregisterReminder(handle);
        await this.UnregisterReminder(handle);
    }

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        probe.Note($"{reminderName} at {status.CurrentTickTime:HH:mm:ss} since {status.FirstTickTime:HH:mm:ss}");
        if (reminderName.StartsWith("held", StringComparison.Ordinal))
        {
            await probe.Gate(reminderName);
        }

        if (reminderName.StartsWith("failing", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("reminder failed");
        }
    }
}

/// <summary>Asks for a reminder without being remindable.</summary>
public interface IUnremindable : IGrainWithStringKey
{
    Task Register();
}

public sealed class UnremindableGrain : Grain, IUnremindable
{
    public Task Register() => this.RegisterOrUpdateReminder("name", TimeSpan.Zero, TimeSpan.FromMinutes(1));
}
