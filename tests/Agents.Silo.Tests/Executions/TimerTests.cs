using Agents.Silo.Executions;
using Agents.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Agents.Silo.Tests.Executions;

public sealed class TimerTests
{
    private const string Hour = """
        id: hour
        states:
          - {name: pause, type: timer, duration: 1h, next: done}
          - {name: done, type: inject, data: {woke: true}, end: true}
        """;

    [Fact]
    public async Task ShortTimer_EndsByItself()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Hour.Replace("1h", "50ms"));

        var ended = await silo.RunAsync("hour", new { a = 1 });

        ended.Status.ShouldBe("completed");
        ended.NextDueAt.ShouldBeNull();
    }

    [Fact]
    public async Task LongTimer_IsShownWithItsTime_AndWokenWhenItComes()
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(clock.Use);
        await silo.CreateAsync(Hour);

        var waiting = await silo.RunAsync("hour", wait: TimeSpan.Zero);
        waiting.Status.ShouldBe("waiting_timer");
        (waiting.NextDueAt!.Value - waiting.CreatedAt).ShouldBe(TimeSpan.FromHours(1));
        var step = (await silo.Client.Executions.GetStepsAsync(waiting.Id)).Items.ShouldHaveSingleItem();
        (step.Status, step.Wait!.Kind, step.Wait.DueAt).ShouldBe(("waiting_timer", "timer", waiting.NextDueAt));

        clock.Offset += TimeSpan.FromHours(1);

        (await silo.EndAsync(waiting.Id)).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task Timer_ThatPassedWhileTheSiloWasDown_FiresOnceAfterTheStart()
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(clock.Use);
        await silo.CreateAsync(Hour);
        var waiting = await silo.RunAsync("hour", wait: TimeSpan.Zero);

        await silo.RestartAsync(between: () => clock.Offset += TimeSpan.FromDays(2));

        (await silo.EndAsync(waiting.Id)).Status.ShouldBe("completed");
        (await silo.Client.Executions.GetEventsAsync(waiting.Id)).Items.Count(static happened => happened.Type == "step.succeeded").ShouldBe(1);
    }

    [Fact]
    public async Task Start_LeavesSleepersOnDisk()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Hour);
        for (var number = 0; number < 20; number++)
        {
            await silo.RunAsync("hour", wait: TimeSpan.Zero);
        }

        await silo.RestartAsync();

        (await silo.Services.GetRequiredService<Recovery>().RunAsync(CancellationToken.None)).Woken.ShouldBe(0);
        (await silo.Services.GetRequiredService<DueSweep>().RunAsync(CancellationToken.None)).ShouldBe(0);
        Tables.Count(silo, "SELECT count(*) FROM executions WHERE status = 'waiting_timer' AND due_at IS NOT NULL").ShouldBe(20);
    }

    [Fact]
    public async Task WhatRunsOrIsOver_HasNoDueTime()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);

        await silo.RunAsync("pure");

        Tables.Count(silo, "SELECT count(*) FROM executions WHERE due_at IS NOT NULL").ShouldBe(0);
    }

    [Fact]
    public async Task Cancel_OfASleeper_Ends()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Hour);
        var waiting = await silo.RunAsync("hour", wait: TimeSpan.Zero);

        (await silo.Client.Executions.CancelAsync(waiting.Id)).Status.ShouldBe("cancelled");

        Tables.Count(silo, "SELECT count(*) FROM execution_steps WHERE status = 'cancelled'").ShouldBe(1);
    }

    [Fact]
    public async Task Reminder_OfWhatIsOver_IsRemoved()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var ended = await silo.RunAsync("pure");
        var grain = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IExecutionGrain>(ended.Id);
        await silo.Services.GetRequiredService<IReminderTable>().UpsertRow(new ReminderEntry
        {
            GrainId = grain.GetGrainId(),
            ReminderName = "due",
            StartAt = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2),
            Period = TimeSpan.FromMinutes(1),
        });

        await silo.RestartAsync();

        await Eventually.TrueAsync(() => Task.FromResult(Tables.Count(silo, "SELECT count(*) FROM reminders") == 0));
    }
}
