using System.Net;
using Agents.Client.Deployments;
using Agents.Client.Problems;
using Agents.Client.Schedules;
using Agents.Silo.Schedules;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Schedules;

public sealed class DeclaredScheduleTests
{
    private static string Checks(string cron) => $$"""
        id: checks
        states:
          - {name: at, type: cron, cron: "{{cron}}", timezone: Europe/Berlin, input: {service: api}, next: look}
          - {name: look, type: inject, data: {at: "{{"{{ ctx._cronTriggeredAt }}"}}"}, end: true}
        """;

    [Fact]
    public async Task Deployment_GetsTheScheduleOfItsWorkflow_AndLosesItWithIt()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Checks("0 9 * * *"));
        (await silo.Client.Schedules.ListAsync()).Items.ShouldBeEmpty();
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("checks"));

        var schedule = await silo.Client.Schedules.GetAsync("checks.cron");
        (schedule.DeploymentId, schedule.Cron, schedule.Timezone, schedule.Source, schedule.Status)
            .ShouldBe(("checks", "0 9 * * *", "Europe/Berlin", ScheduleSources.Workflow, ScheduleStatuses.Active));
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Schedules.ChangeAsync("checks.cron", new ChangeSchedule { Cron = "@daily" }))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Schedules.DeleteAsync("checks.cron"))).Status.ShouldBe(HttpStatusCode.Conflict);

        await silo.Client.Deployments.DeleteAsync("checks");
        (await silo.Client.Schedules.ListAsync()).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task NewVersion_ChangesTheSchedule_WhenItIsPromoted_AndAPauseStays()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Checks("0 9 * * *"));
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("checks"));
        await silo.Client.Schedules.PauseAsync("checks.cron", "holidays");
        await silo.CreateAsync(Checks("0 10 * * *"));
        (await silo.Client.Schedules.GetAsync("checks.cron")).Cron.ShouldBe("0 9 * * *");

        await silo.Client.Deployments.PromoteAsync("checks", new PromoteDeployment { Version = 2 });
        var schedule = await silo.Client.Schedules.GetAsync("checks.cron");
        (schedule.Cron, schedule.Status, schedule.PauseReason).ShouldBe(("0 10 * * *", ScheduleStatuses.Paused, "holidays"));

        await silo.Client.Deployments.RollBackAsync("checks");
        (await silo.Client.Schedules.GetAsync("checks.cron")).Cron.ShouldBe("0 9 * * *");
    }

    [Fact]
    public async Task StateThatIsNotEnabled_DeclaresAPausedSchedule()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Checks("0 9 * * *").Replace("timezone:", "enabled: false, timezone:", StringComparison.Ordinal));
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("checks"));
        (await silo.Client.Schedules.GetAsync("checks.cron")).Status.ShouldBe(ScheduleStatuses.Paused);

        await silo.CreateAsync(Checks("0 9 * * *"));
        await silo.Client.Deployments.PromoteAsync("checks", new PromoteDeployment { Version = 2 });
        var schedule = await silo.Client.Schedules.GetAsync("checks.cron");
        (schedule.Status, schedule.PauseReason).ShouldBe((ScheduleStatuses.Active, null));
    }

    [Fact]
    public async Task DeathBetweenDeploymentAndSchedule_IsMadeGood()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Checks("0 9 * * *"));
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("checks"));
        var store = silo.Services.GetRequiredService<ScheduleStore>();
        await store.DeleteAsync("checks.cron");

        await silo.Services.GetRequiredService<DeclaredSchedules>().RefreshAllAsync(CancellationToken.None);
        (await store.FindAsync("checks.cron")).ShouldNotBeNull();

        await using (var connection = await silo.Services.GetRequiredService<IDatabase>().OpenAsync())
        {
            await connection.ExecuteAsync("UPDATE deployments SET removed_at = updated_at");
        }

        await silo.Services.GetRequiredService<DeclaredSchedules>().RefreshAllAsync(CancellationToken.None);
        (await store.FindAsync("checks.cron")).ShouldBeNull();
    }
}
