using System.Net;
using Agents.Client.Approvals;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Approvals;

public sealed class ApprovalLinkTests
{
    private static async Task<string> StartAsync(SiloHost silo)
    {
        await silo.CreateAsync("""
            id: gate
            states:
              - {name: ask, type: human_approval, title: "Pay <5>?", approvers: ["team:sre"], end: true}
            """);
        await silo.RunAsync("gate", wait: TimeSpan.Zero);
        return (await silo.Client.Approvals.ListAsync(new ApprovalFilter())).Items[0].Id;
    }

    private static Task<ApprovalLink> LinkAsync(SiloHost silo, string id, string decision = "approve", string actor = "ada")
        => silo.Client.Approvals.CreateLinkAsync(id, new ApprovalLinkRequest(decision, actor) { Teams = ["sre"], ExpiresInSeconds = 3600 });

    private static string PathOf(ApprovalLink link) => new Uri(link.Url).PathAndQuery;

    [Fact]
    public async Task Link_ShowsAPageAndVotesOnce_AlsoAfterARestart()
    {
        await using var silo = await SiloHost.StartAsync();
        var id = await StartAsync(silo);
        var path = PathOf(await LinkAsync(silo, id));
        await silo.RestartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };
        using var page = await silo.Http.SendAsync(request);
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldContain("Approve as user:ada");
        html.ShouldContain("Pay &lt;5&gt;?");
        (await silo.Client.Approvals.GetAsync(id)).Status.ShouldBe("pending");

        using var first = await silo.Http.PostAsync(path, null);
        using var second = await silo.Http.PostAsync(path, null);

        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Conflict));
        var vote = (await silo.Client.Approvals.GetAsync(id)).Votes.ShouldHaveSingleItem();
        (vote.Actor, vote.Decision, vote.Via).ShouldBe(("user:ada", "approved", "link"));
    }

    [Fact]
    public async Task Link_OfAnotherApprovalOrForged_DoesNotWork()
    {
        await using var silo = await SiloHost.StartAsync();
        var id = await StartAsync(silo);
        var path = PathOf(await LinkAsync(silo, id));
        await silo.RunAsync("gate", wait: TimeSpan.Zero);
        var other = (await silo.Client.Approvals.ListAsync(new ApprovalFilter())).Items[1].Id;

        foreach (var wrong in new[] { path.Replace(id, other), path[..^8] + "AAAAAAAA", path.Split('?')[0], path.Split('?')[0] + "?token=x" })
        {
            using var reply = await silo.Http.PostAsync(wrong, null);
            reply.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await silo.Client.Approvals.GetAsync(id)).Votes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Link_ThatIsTooOld_DoesNotWork()
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(clock.Use);
        var path = PathOf(await LinkAsync(silo, await StartAsync(silo), "reject"));

        clock.Offset += TimeSpan.FromHours(1);
        using var reply = await silo.Http.PostAsync(path, null);

        reply.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Keys_AreTheOwnersAlone()
    {
        await using var silo = await SiloHost.StartAsync();
        await LinkAsync(silo, await StartAsync(silo));

        foreach (var file in Directory.GetFiles(Path.Combine(silo.Folder, "keys")))
        {
            if (OperatingSystem.IsWindows())
            {
                break;
            }

            (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)).ShouldBe(UnixFileMode.None);
        }

        Directory.GetFiles(Path.Combine(silo.Folder, "keys")).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("maybe", "ada", 3600d)]
    [InlineData("approve", "", 3600d)]
    [InlineData("approve", "ada", 1d)]
    public async Task WrongRequest_IsRefused(string decision, string actor, double life)
    {
        await using var silo = await SiloHost.StartAsync();
        var id = await StartAsync(silo);

        using var reply = await silo.PostAsync($"/api/v1/approvals/{id}/links", $$"""{"decision": "{{decision}}", "actor": "{{actor}}", "expires_in_seconds": {{life}}}""");

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
