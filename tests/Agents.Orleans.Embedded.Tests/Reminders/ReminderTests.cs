namespace Agents.Orleans.Embedded.Tests.Reminders;

/// <summary>All clocks begin at midnight.</summary>
public class ReminderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task FirstTick_ComesAtItsDueTimeAndTheNextOnesAPeriodLater()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<IReminders>().Register("r", 2 * Minute, 5 * Minute);
        host.Advance(TimeSpan.FromSeconds(119));
        await host.Get<IReminders>().Names();
        host.Probe.Events.ShouldBeEmpty();
        await host.AdvanceReminders(TimeSpan.FromSeconds(1), "r at 00:02:00 since 00:02:00");
        await host.AdvanceReminders(5 * Minute, "r at 00:07:00 since 00:02:00");
        await host.AdvanceReminders(5 * Minute, "r at 00:12:00 since 00:02:00");
        host.Probe.Events.Length.ShouldBe(3);
    }

    [Fact]
    public async Task DueTimeOfZero_TicksAtOnce()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<IReminders>().Register("r", TimeSpan.Zero, Minute);
        await host.AdvanceReminders(TimeSpan.FromMilliseconds(1), "r at 00:00:00 since 00:00:00");
    }

    [Fact]
    public async Task Tick_ActivatesTheGrain()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IReminders>();
        await grain.Register("r", Minute, Minute);
        await grain.Leave();
        await host.AdvanceReminders(Minute, "r at 00:01:00 since 00:01:00");
    }

    [Fact]
    public async Task TickThatFails_IsNotRepeatedBeforeItsPeriod()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<IReminders>().Register("failing", Minute, 3 * Minute);
        await host.AdvanceReminders(Minute, "failing at 00:01:00 since 00:01:00");
        await host.AdvanceReminders(3 * Minute, "failing at 00:04:00 since 00:01:00");
        host.Probe.Events.Length.ShouldBe(2);
    }

    [Fact]
    public async Task TicksThatFallDueDuringATick_AreSkipped()
    {
        await using var host = await GrainHost.StartAsync(GrainHost.WithLongResponseTimeout);
        await host.Get<IReminders>().Register("held", Minute, Minute);
        host.Advance(Minute);
        await host.Probe.Reached("held at 00:01:00 since 00:01:00");
        host.Advance(2.5 * Minute);
        host.Probe.Open("held");
        await host.Get<IReminders>().Names();
        await host.AdvanceReminders(0.5 * Minute, "held at 00:04:00 since 00:01:00");
        host.Probe.Events.Length.ShouldBe(2);
    }

    [Fact]
    public async Task TicksThatFallDueWhileNoSiloRuns_AreLost()
    {
        var table = new SharedReminderTable();
        await using (var before = await GrainHost.StartAsync(table.Use))
        {
            await before.Get<IReminders>().Register("r", 10 * Minute, 4 * Minute);
        }

        await using var after = await GrainHost.StartAsync(table.Use, GrainHost.Midnight + (19 * Minute));
        await after.AdvanceReminders(3 * Minute, "r at 00:22:00 since 00:10:00");
        after.Probe.Events.ShouldBe(["r at 00:22:00 since 00:10:00"]);
    }

    [Fact]
    public async Task TickThatIsNotYetDueAtStart_ComesAtItsDueTime()
    {
        var table = new SharedReminderTable();
        await using (var before = await GrainHost.StartAsync(table.Use))
        {
            await before.Get<IReminders>().Register("r", 9 * Minute, Minute);
        }

        await using var after = await GrainHost.StartAsync(table.Use, GrainHost.Midnight + (5 * Minute));
        await after.AdvanceReminders(4 * Minute, "r at 00:09:00 since 00:09:00");
    }

    [Fact]
    public async Task RegistrationUnderTheSameName_ReplacesTheReminder()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IReminders>();
        await grain.Register("r", Minute, Minute);
        await grain.Register("r", 5 * Minute, Minute);
        (await grain.Names()).ShouldBe(["r"]);
        await host.AdvanceReminders(5 * Minute, "r at 00:05:00 since 00:05:00");
        host.Probe.Events.Length.ShouldBe(1);
    }

    [Fact]
    public async Task UnregisteredReminder_TicksNoMore()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IReminders>();
        await grain.Register("r", Minute, Minute);
        await grain.Register("other", 3 * Minute, Minute);
        await grain.Unregister("r");
        await host.AdvanceReminders(3 * Minute, "other at 00:03:00 since 00:03:00");
        host.Probe.Events.Length.ShouldBe(1);
        (await grain.Names()).ShouldBe(["other"]);
    }

    [Fact]
    public async Task GetReminder_FindsOwnRemindersOnly()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<IReminders>("a").Register("r", Minute, Minute);
        (await host.Get<IReminders>("a").Has("r")).ShouldBeTrue();
        (await host.Get<IReminders>("a").Has("x")).ShouldBeFalse();
        (await host.Get<IReminders>("b").Has("r")).ShouldBeFalse();
        (await host.Get<IReminders>("b").Names()).ShouldBeEmpty();
    }

    [Fact]
    public async Task HandleOfReplacedReminder_DoesNotUnregister()
    {
        await using var host = await GrainHost.StartAsync();
        await Should.ThrowAsync<ReminderException>(() => host.Get<IReminders>().UnregisterWithOldHandle("r"));
    }

    [Fact]
    public async Task UnregisteringTwice_IsNoError()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<IReminders>().UnregisterTwice("r");
    }

    [Fact]
    public async Task PeriodBelowAMinute_IsRefused()
    {
        await using var host = await GrainHost.StartAsync();
        await Should.ThrowAsync<ArgumentException>(() => host.Get<IReminders>().Register("r", Minute, TimeSpan.FromSeconds(59)));
    }

    [Fact]
    public async Task NegativeDueTime_IsRefused()
    {
        await using var host = await GrainHost.StartAsync();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => host.Get<IReminders>().Register("r", -Minute, Minute));
    }

    [Fact]
    public async Task BlankName_IsRefused()
    {
        await using var host = await GrainHost.StartAsync();
        await Should.ThrowAsync<ArgumentNullException>(() => host.Get<IReminders>().Register(" ", Minute, Minute));
    }

    [Fact]
    public async Task GrainThatIsNotRemindable_IsRefused()
    {
        await using var host = await GrainHost.StartAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => host.Get<IUnremindable>().Register());
    }
}
