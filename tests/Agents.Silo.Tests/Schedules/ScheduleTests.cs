using System.Net;
using Agents.Client.Deployments;
using Agents.Client.Problems;
using Agents.Client.Schedules;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Schedules;

public sealed class ScheduleTests
{
    [Fact]
    public async Task Schedule_IsMadeListedChangedAndRemoved()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);

        var made = await silo.Client.Schedules.CreateAsync(new CreateSchedule { WorkflowId = "pure", Cron = "0 9 * * 1-5", Timezone = "Europe/Berlin", JitterSeconds = 30 });
        (made.Id, made.Name, made.Overlap, made.CatchUp, made.CatchUpLimit, made.Status, made.Source).ShouldBe(("pure", "pure", "skip", "last", 100, "active", "api"));
        made.NextDueAt.Count.ShouldBe(5);
        made.NextDueAt.ShouldBe(made.NextDueAt.Order());
        made.NextDueAt.ShouldAllBe(static due => due.Offset == TimeSpan.Zero);

        var second = await silo.Client.Schedules.CreateAsync(new CreateSchedule { WorkflowId = "pure", IntervalSeconds = 60 });
        second.Id.ShouldStartWith("pure-");
        (await silo.Client.Schedules.ListAsync("pure")).Items.Select(static schedule => schedule.Id).ShouldBe(["pure", second.Id]);
        (await silo.Client.Schedules.ListAsync("other")).Items.ShouldBeEmpty();

        var changed = await silo.Client.Schedules.ChangeAsync("pure", new ChangeSchedule { IntervalSeconds = 3600, Overlap = "queue", Name = "Hourly" });
        (changed.Cron, changed.IntervalSeconds, changed.Overlap, changed.Name, changed.JitterSeconds, changed.Timezone)
            .ShouldBe((null, 3600, "queue", "Hourly", 30, "Europe/Berlin"));
        (changed.NextDueAt[1] - changed.NextDueAt[0]).ShouldBe(TimeSpan.FromHours(1));

        await silo.Client.Schedules.DeleteAsync("pure");
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Schedules.GetAsync("pure"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"cron": "0 9 * * *"}""", 400, "give 'workflow_id' or 'deployment_id'")]
    [InlineData("""{"workflow_id": "pure", "deployment_id": "pure", "cron": "0 9 * * *"}""", 400, "give 'workflow_id' or 'deployment_id'")]
    [InlineData("""{"workflow_id": "pure"}""", 400, "one timing")]
    [InlineData("""{"workflow_id": "pure", "cron": "0 9 * * *", "interval_seconds": 5}""", 400, "one timing")]
    [InlineData("""{"workflow_id": "pure", "cron": "61 9 * * *"}""", 400, "has '61' as its minute")]
    [InlineData("""{"workflow_id": "pure", "interval_seconds": 0}""", 400, "from 1 to")]
    [InlineData("""{"workflow_id": "pure", "cron": "@daily", "timezone": "Europe/Berlim"}""", 400, "'Europe/Berlin'")]
    [InlineData("""{"workflow_id": "pure", "cron": "@daily", "overlap": "never"}""", 400, "skip, queue, replace, allow")]
    [InlineData("""{"workflow_id": "pure", "cron": "@daily", "catch_up": "some"}""", 400, "none, last, all")]
    [InlineData("""{"workflow_id": "pure", "cron": "@daily", "jitter_seconds": 4000}""", 400, "0 to 3600")]
    [InlineData("""{"workflow_id": "pure", "cron": "@daily", "inputs": [1]}""", 400, "JSON object")]
    [InlineData("""{"workflow_id": "pure", "cron": "@daily", "id": "zones"}""", 400, "'id' is")]
    [InlineData("""{"workflow_id": "pure", "crom": "@daily"}""", 400, "$.crom")]
    [InlineData("""{"workflow_id": "two-steps", "cron": "@daily"}""", 400, "do not fit")]
    [InlineData("""{"workflow_id": "none", "cron": "@daily"}""", 404, "no workflow 'none'")]
    [InlineData("""{"deployment_id": "none", "cron": "@daily"}""", 404, "no deployment 'none'")]
    [InlineData("""{"id": "taken", "workflow_id": "pure", "cron": "@daily"}""", 409, "already")]
    public async Task Body_IsRefused(string body, int status, string detail)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Schedules.CreateAsync(new CreateSchedule { Id = "taken", WorkflowId = "pure", Cron = "@yearly" });

        using var reply = await silo.PostAsync("/api/v1/schedules", body);
        ((int)reply.StatusCode).ShouldBe(status);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(detail);
        (await silo.Client.Schedules.ListAsync()).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Preview_TellsTheWallClock()
    {
        await using var silo = await SiloHost.StartAsync();
        var preview = await silo.Client.Schedules.PreviewAsync("30 2 * * *", "Europe/Berlin", new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero), 2);
        preview.Firings.Select(static firing => firing.Local).ShouldBe(["2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"]);
        preview.Firings[0].DueAt.ShouldBe(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero));
        (await silo.Client.Schedules.ListZonesAsync()).Items.ShouldContain("Pacific/Apia");
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Schedules.PreviewAsync("* *"))).Message.ShouldContain("has 2 fields");
    }

    [Fact]
    public async Task ExternalDeployment_HasNoSchedules()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.Client.Deployments.RegisterAsync(new RegisterDeployment("bot", "localhost", 9000));
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Schedules.CreateAsync(new CreateSchedule { DeploymentId = "bot", Cron = "@daily" })))
            .Status.ShouldBe(HttpStatusCode.Conflict);
    }
}
