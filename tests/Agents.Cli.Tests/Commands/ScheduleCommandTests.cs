using System.Text.Json;
using Agents.Cli.Tests.Servers;
using Agents.Client;

namespace Agents.Cli.Tests.Commands;

public sealed class ScheduleCommandTests
{
    private const string Pure = """
        id: pure
        states:
          - {name: set, type: inject, data: {n: 2}, end: true}
        """;

    [Fact]
    public async Task Preview_NeedsNoServer()
    {
        var people = await CliRun.OfAsync("schedule", "preview", "30 2 * * *", "--zone", "Europe/Berlin", "--from", "2026-03-28T12:00:00Z", "--count", "2");
        var program = await CliRun.OfAsync("schedules", "preview", "@daily", "--from", "2026-03-28T12:00:00Z", "--count", "1", "--json");

        people.ExitCode.ShouldBe(ExitCode.Completed, people.Error);
        people.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["2026-03-29T03:00:00+02:00  2026-03-29 01:00:00Z", "2026-03-30T02:30:00+02:00  2026-03-30 00:30:00Z"]);
        var preview = JsonDocument.Parse(program.Output).RootElement;
        (preview.GetProperty("cron").GetString(), preview.GetProperty("timezone").GetString()).ShouldBe(("@daily", "UTC"));
        preview.GetProperty("firings").EnumerateArray().Single().GetProperty("local").GetString().ShouldBe("2026-03-29T00:00:00+00:00");
    }

    [Theory]
    [InlineData("has '61' as its minute", "61 * * * *")]
    [InlineData("'Europe/Berlin'", "@daily", "--zone", "Europe/Berlim")]
    [InlineData("--count is from 1", "@daily", "--count", "0")]
    [InlineData("is not a time", "@daily", "--from", "soon")]
    public async Task Preview_SaysWhatIsWrong(string problem, params string[] args)
    {
        var run = await CliRun.OfAsync(["schedule", "preview", .. args]);
        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain(problem);
    }

    [Fact]
    public async Task Schedule_IsMadePausedResumedAndDeleted()
    {
        await using var server = await EngineServer.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        await new AgentsClient(http).Workflows.CreateAsync(Pure);
        Task<CliRun> RunAsync(params string[] args) => CliRun.OfAsync(["schedules", .. args, "--server", server.Url]);

        var made = await RunAsync("create", "--workflow", "pure", "--every", "1h", "--overlap", "queue", "--json");
        made.ExitCode.ShouldBe(ExitCode.Completed, made.Error);
        JsonDocument.Parse(made.Output).RootElement.GetProperty("interval_seconds").GetInt32().ShouldBe(3600);
        (await RunAsync("list")).Output.ShouldContain("every 01:00:00");
        (await RunAsync("pause", "pure", "--reason", "holidays")).Output.ShouldContain("paused (holidays)");
        (await RunAsync("resume", "pure")).Output.ShouldContain("pure: active");
        (await RunAsync("firings", "pure", "--json")).Output.ShouldContain("\"items\":[");
        (await RunAsync("delete", "pure")).ExitCode.ShouldBe(ExitCode.Completed);
        (await RunAsync("show", "pure")).Error.ShouldContain("no schedule 'pure'");
        (await RunAsync("create", "--workflow", "pure", "--every", "500ms")).Error.ShouldContain("whole number of seconds");
    }
}
