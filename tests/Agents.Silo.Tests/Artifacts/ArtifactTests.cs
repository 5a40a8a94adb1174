using System.Net;
using System.Text.Json;
using Agents.Silo.Retention;
using Agents.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Artifacts;

public sealed class ArtifactTests
{
    private const string Definition = """
        id: report
        agents: {writer: {instructions: "Write."}}
        states: [{name: write, type: agent, agent: writer, task: "Write of {{ input.topic }}", end: true}]
        """;

    private static async Task<SiloHost> StartAsync(ManualClock? clock = null)
    {
        var silo = clock is null ? await SiloHost.StartAsync() : await SiloHost.StartAsync(clock.Use);
        await silo.CreateAsync(Definition);
        return silo;
    }

    private static string Write(SiloHost silo, string execution, string name, string text)
    {
        var path = Path.Combine(silo.Folder, "artifacts", execution, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static Task<HttpResponseMessage> GetAsync(SiloHost silo, string execution, string name) => silo.Http.GetAsync($"api/v1/executions/{execution}/artifacts/{name}");

    private static async Task<string> TextAsync(SiloHost silo, string execution, string name)
    {
        await using var file = await silo.Client.Executions.OpenArtifactAsync(execution, name);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    [Fact]
    public async Task EveryExecution_HasFourFiles_MadeOfItsJournal()
    {
        await using var silo = await StartAsync();
        var ended = await silo.RunAsync("report", new { topic = "rain" });

        (await silo.Client.Executions.GetArtifactsAsync(ended.Id)).Items.Select(static file => $"{file.Name} {file.Source} {file.MediaType}").ShouldBe(
            ["logs.txt journal text/plain", "metadata.json journal application/json", "notes.md journal text/markdown", "trace.json journal application/json"]);
        var notes = await TextAsync(silo, ended.Id, "notes.md");
        notes.ShouldContain("# report");
        notes.ShouldContain("\"topic\": \"rain\"");
        notes.ShouldContain(ended.Outputs!.Value.ToString());
        using var trace = JsonDocument.Parse(await TextAsync(silo, ended.Id, "trace.json"));
        trace.RootElement.GetProperty("steps")[0].GetProperty("state").GetString().ShouldBe("write");
        using var metadata = JsonDocument.Parse(await TextAsync(silo, ended.Id, "metadata.json"));
        metadata.RootElement.GetProperty("workflow_version").GetInt32().ShouldBe(1);
        var logs = (await TextAsync(silo, ended.Id, "logs.txt")).TrimEnd().Split('\n');
        logs.Length.ShouldBe((int)ended.LastSeq);
        logs[0].ShouldEndWith(" 1 execution.created");
        string.Concat(logs).ShouldNotContain("rain", Case.Sensitive, "logs carry nothing that a workflow reads or writes");
    }

    [Fact]
    public async Task FilesOfTools_AreListedAndStreamed_AsNothingThatABrowserRuns()
    {
        await using var silo = await StartAsync();
        var ended = await silo.RunAsync("report", new { topic = "rain" });
        Write(silo, ended.Id, "data/page.html", "<script>alert(1)</script>");
        Write(silo, ended.Id, "image.bin", "01");
        Write(silo, ended.Id, "notes.md", "mine");

        var page = await GetAsync(silo, ended.Id, "data/page.html");
        var image = await GetAsync(silo, ended.Id, "image.bin");

        (await silo.Client.Executions.GetArtifactsAsync(ended.Id)).Items.Where(static file => file.Source == "tool").Select(static file => $"{file.Name} {file.SizeBytes}")
            .ShouldBe(["data/page.html 25", "image.bin 2", "notes.md 4"]);
        (await page.Content.ReadAsStringAsync()).ShouldBe("<script>alert(1)</script>");
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("sandbox");
        image.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await TextAsync(silo, ended.Id, "notes.md")).ShouldBe("mine", "what a tool wrote goes before what is made");
    }

    [Theory]
    [InlineData("..%2F..%2Fagents.db")]
    [InlineData("%2Fetc%2Fpasswd")]
    [InlineData("link.txt")]
    [InlineData("data")]
    [InlineData("nothing.md")]
    public async Task NameThatLeadsElsewhere_IsNotFound(string name)
    {
        await using var silo = await StartAsync();
        var ended = await silo.RunAsync("report", new { topic = "rain" });
        Write(silo, ended.Id, "data/a.txt", "a");
        File.CreateSymbolicLink(Path.Combine(silo.Folder, "artifacts", ended.Id, "link.txt"), "/etc/hostname");

        (await GetAsync(silo, ended.Id, name)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync(silo, "nobody", "notes.md")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Retention_RemovesFilesWithTheirExecution_AndWhatACrashLeft()
    {
        var clock = new ManualClock();
        await using var silo = await StartAsync(clock);
        var old = await silo.RunAsync("report", new { topic = "old" });
        var gone = Write(silo, old.Id, "data/a.txt", "a");
        var left = Write(silo, "left-by-a-crash", "a.txt", "a");
        clock.Offset += TimeSpan.FromDays(31);
        var young = await silo.RunAsync("report", new { topic = "young" });
        var kept = Write(silo, young.Id, "a.txt", "a");

        await silo.Services.GetRequiredService<RetentionSweep>().RunAsync(TimeSpan.MaxValue);

        (File.Exists(gone), File.Exists(left), File.Exists(kept)).ShouldBe((false, false, true));
        Directory.Exists(Path.GetDirectoryName(left)).ShouldBeFalse();
    }
}
