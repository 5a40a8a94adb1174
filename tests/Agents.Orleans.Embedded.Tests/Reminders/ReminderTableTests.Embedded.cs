namespace Agents.Orleans.Embedded.Tests.Reminders;

/// <summary>How this runtime lives with a table that fails or changes.</summary>
public class ReminderTableTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task TableThatCannotBeReadAtStart_IsReadLater()
    {
        var table = new SharedReminderTable();
        await using (var before = await GrainHost.StartAsync(table.Use))
        {
            await before.Get<IReminders>().Register("r", 2 * Minute, Minute);
        }

        table.IsBroken = true;
        await using var after = await GrainHost.StartAsync(table.Use);
        after.Advance(Minute);
        table.IsBroken = false;
        await after.AdvanceReminders(Minute, "r at 00:02:00 since 00:02:00");
    }

    [Fact]
    public async Task RowThatVanishes_TicksNoMoreAfterTheNextReading()
    {
        var table = new SharedReminderTable();
        await using var host = await GrainHost.StartAsync(table.Use);
        await host.Get<IReminders>().Register("r", 20 * Minute, Minute);
        await table.TestOnlyClearTable();
        await host.Get<IReminders>().Register("other", 30 * Minute, Minute);
        await host.AdvanceReminders(30 * Minute, "other at 00:30:00 since 00:30:00");
        host.Probe.Events.Length.ShouldBe(1);
    }

    [Fact]
    public async Task ManyReminders_AllTick()
    {
        await using var host = await GrainHost.StartAsync();
        await Task.WhenAll(Enumerable.Range(1, 200).Select(index => host.Get<IReminders>($"{index}").Register($"r{index}", index * Minute, 300 * Minute)));
        for (var index = 1; index <= 200; index++)
        {
            await host.AdvanceReminders(Minute, $"r{index} at {TimeSpan.FromMinutes(index):hh\\:mm\\:ss} since {TimeSpan.FromMinutes(index):hh\\:mm\\:ss}");
        }
    }
}
