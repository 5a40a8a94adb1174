using System.Net;
using Agents.Client.Schedules;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Schedules;

public sealed class SchedulePagesTests
{
    [Fact]
    public async Task List_ShowsWhenEachFires()
    {
        await using var server = await StartAsync();

        var page = await server.PageAsync("/schedules");

        page.Rows.ShouldHaveSingleItem().ShouldContain("Morning <report> 0 9 * * 1-5 · Europe/Berlin Active");
        page.Html.ShouldNotContain("Morning <report>");
        page.Links.ShouldContain("/schedules/report");
        page.Links.ShouldContain("/workflows/article_writer");
        server.Silo.Schedules.Clear();
        (await server.PageAsync("/schedules")).Text.ShouldContain("Nothing is scheduled yet");
    }

    [Fact]
    public async Task Page_ShowsNextFiringsInItsZone_AndWhatBecameOfTheLast()
    {
        await using var server = await StartAsync();

        var page = await server.PageAsync("/schedules/report");

        page.Headings.ShouldBe(["Morning <report>"]);
        page.Text.ShouldContain("2026-03-29T09:00:00+02:00 Europe/Berlin");
        page.Text.ShouldContain("skipped: the one before went on");
        page.Links.ShouldContain("/executions/run-1");
        (await server.PageAsync("/schedules/nobody")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Schedule_IsPausedResumedAndDeleted()
    {
        await using var server = await StartAsync();

        (await server.SubmitAsync("/schedules/report", "switch", ("action", "pause"))).Status.ShouldBe(HttpStatusCode.Found);
        server.Silo.Schedules["report"].Status.ShouldBe(ScheduleStatuses.Paused);
        (await server.PageAsync("/schedules/report")).Text.ShouldContain("Resume");
        await server.SubmitAsync("/schedules/report", "switch", ("action", "resume"));
        server.Silo.Schedules["report"].Status.ShouldBe(ScheduleStatuses.Active);
        (await server.SubmitAsync("/schedules/report", "switch", ("action", "delete"))).Reply.Headers.Location!.ToString().ShouldEndWith("/schedules");
        server.Silo.Schedules.ShouldBeEmpty();
    }

    [Fact]
    public async Task Form_PreviewsAndMakesASchedule()
    {
        await using var server = await StartAsync();
        (string, string)[] fields = [("target", "workflow:article_writer"), ("cron", "0 7 * * *"), ("timezone", "Europe/Berlin"), ("inputs", """{"topic": "Rain"}"""), ("overlap", "queue"), ("catch_up", "none")];

        var preview = await server.SubmitAsync("/schedules/new", "schedule", [.. fields, ("action", "preview")]);
        preview.Text.ShouldContain("2026-03-29T09:00:00+02:00 Europe/Berlin");
        preview.Field("cron").ShouldBe("0 7 * * *");
        server.Silo.Schedules.Keys.ShouldBe(["report"]);

        var made = await server.SubmitAsync("/schedules/new", "schedule", [.. fields, ("action", "create")]);
        made.Reply.Headers.Location!.ToString().ShouldEndWith("/schedules/made");
        var schedule = server.Silo.Schedules["made"];
        (schedule.WorkflowId, schedule.Cron, schedule.Timezone, schedule.Overlap, schedule.Inputs.GetProperty("topic").GetString())
            .ShouldBe(("article_writer", "0 7 * * *", "Europe/Berlin", "queue", "Rain"));
    }

    [Theory]
    [InlineData("preview", "wrong", "{}", "has 1 fields")]
    [InlineData("create", "@daily", "{", "The inputs are not JSON")]
    public async Task Form_SaysWhatIsWrong_AndKeepsWhatWasWritten(string action, string cron, string inputs, string problem)
    {
        await using var server = await StartAsync();

        var page = await server.SubmitAsync("/schedules/new", "schedule", ("target", "workflow:article_writer"), ("cron", cron), ("timezone", "UTC"), ("inputs", inputs), ("action", action));

        page.Text.ShouldContain(problem);
        page.Field("cron").ShouldBe(cron);
        server.Silo.Schedules.Keys.ShouldBe(["report"]);
    }

    private static async Task<DashboardServer> StartAsync()
    {
        var server = await DashboardServer.StartFilledAsync();
        server.Silo.Schedules["report"] = FakeSchedules.Report;
        return server;
    }
}
