using System.Net;
using System.Text.Json;
using Agents.Client.Deployments;
using Agents.Dashboard.Deployments;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Deployments;

public sealed class DeploymentPagesTests
{
    [Fact]
    public async Task List_ShowsHealthAndWhereEachIsCalled()
    {
        await using var server = await StartAsync();

        var page = await server.PageAsync("/deployments");

        page.Rows.Count.ShouldBe(2);
        page.Rows[0].ShouldContain("Article <writer> endpoint v2 /api/deployed/articles/new Active runs here 127");
        page.Rows[1].ShouldContain("Dead");
        page.Html.ShouldNotContain("Article <writer>");
        page.Links.ShouldContain("/deployments/article");
    }

    [Fact]
    public async Task CleanUp_RemovesTheDead()
    {
        await using var server = await StartAsync();

        (await server.SubmitAsync("/deployments", "cleanup")).Status.ShouldBe(HttpStatusCode.Found);

        server.Silo.Deployments.Keys.ShouldBe(["article"]);
    }

    [Fact]
    public async Task Page_ShowsUrlCallsAndAFormOfTheSchema()
    {
        await using var server = await StartAsync();

        var page = await server.PageAsync("/deployments/article");

        page.Headings.ShouldBe(["Article <writer>"]);
        page.Text.ShouldContain("/api/deployed/articles/new");
        page.Text.ShouldContain("curl -sS");
        page.Text.ShouldContain("await fetch(");
        page.Text.ShouldContain("The history of lighthouses");
        page.Field("input.topic").ShouldBe("");
        page.Text.ShouldContain("Back to version 1");
        (await server.PageAsync("/deployments/bot")).Text.ShouldContain("Nothing was heard of it for more than 60 s.");
        (await server.PageAsync("/deployments/nobody")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Execute_StartsOnceWithTypedInputsAndShowsTheExecution()
    {
        await using var server = await StartAsync();

        var reply = await server.SubmitAsync("/deployments/article", "execute", ("input.topic", "Rain"), ("input.words", "12"));

        reply.Reply.Headers.Location!.ToString().ShouldContain("/executions/");
        var (body, key) = server.Silo.Started.ShouldHaveSingleItem();
        JsonSerializer.Deserialize<JsonElement>(body).GetProperty("inputs").GetProperty("words").GetInt32().ShouldBe(12);
        key.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Execute_WithUnreadableInput_SaysItBesideTheField()
    {
        await using var server = await StartAsync();

        var page = await server.SubmitAsync("/deployments/article", "execute", ("input.topic", "Rain"), ("input.words", "many"));

        page.Field("input.words").ShouldBe("many");
        page.Html.ShouldContain("id=\"input-words-error\"");
        server.Silo.Started.ShouldBeEmpty();
    }

    [Fact]
    public async Task Versions_AreTriedAndTakenBack()
    {
        await using var server = await StartAsync();

        await server.SubmitAsync("/deployments/article", "promote", ("version", "3"), ("share", "10"));
        (await server.PageAsync("/deployments/article")).Text.ShouldContain("but 10 % run version 3");
        (await server.SubmitAsync("/deployments/article", "promote", ("version", "x"))).Text.ShouldContain("whole numbers");
        await server.SubmitAsync("/deployments/article", "rollback");

        server.Silo.Deployments["article"].Version.ShouldBe(1);
    }

    [Fact]
    public async Task Limits_AreSetAndShown()
    {
        await using var server = await StartAsync();

        await server.SubmitAsync("/deployments/article", "limits", ("tokens", "5000"), ("cost_usd", "0.5"), ("model_calls", ""), ("retention", "days"), ("days", "7"));
        var page = await server.PageAsync("/deployments/article");
        var wrong = await server.SubmitAsync("/deployments/article", "limits", ("retention", "days"), ("days", ""));

        var set = server.Silo.Deployments["article"];
        (set.Budget!.Tokens, set.Budget.CostUsd, set.Budget.ModelCalls, set.Retention!.Days, set.Status).ShouldBe((5_000, 0.5m, null, 7, "active"));
        page.Text.ShouldContain("Spent today: 120 of 5000 tokens, 0.25 of 0.5 dollars");
        page.Field("tokens").ShouldBe("5000");
        page.Field("days").ShouldBe("7");
        wrong.Text.ShouldContain("for how many days");
    }

    [Fact]
    public async Task Deployment_IsSwitchedOffAndDeleted()
    {
        await using var server = await StartAsync();

        await server.SubmitAsync("/deployments/article", "switch", ("action", "inactive"));
        (await server.PageAsync("/deployments/article")).Text.ShouldContain("Activate");
        var deleted = await server.SubmitAsync("/deployments/article", "delete", ("action", "delete"));

        deleted.Reply.Headers.Location!.ToString().ShouldEndWith("/deployments");
        server.Silo.Deployments.ShouldNotContainKey("article");
    }

    [Fact]
    public async Task Workflow_IsDeployedFromItsPage_AndATakenPathIsSaid()
    {
        await using var server = await StartAsync();
        (await server.PageAsync("/workflows/article_writer")).Links.ShouldContain("/workflows/article_writer/deploy");

        var made = await server.SubmitAsync("/workflows/article_writer/deploy", "deploy", ("endpoint_path", "texts"), ("name", "Texts"));
        var taken = await server.SubmitAsync("/workflows/article_writer/deploy", "deploy", ("endpoint_path", "texts"), ("name", "Again"));

        made.Reply.Headers.Location!.ToString().ShouldEndWith("/deployments/made");
        server.Silo.Deployments["made"].EndpointPath.ShouldBe("texts");
        taken.Text.ShouldContain("The path is taken.");
        taken.Field("endpoint_path").ShouldBe("texts");
    }

    [Fact]
    public void Calls_QuoteWhatTheirLanguageWouldRead()
    {
        var calls = CallExamples.Of("http://h/api/deployed/x", """{"a":"it's \"so\""}""").ToDictionary(static call => call.Name, static call => call.Text);

        calls["curl"].ShouldContain("""{"a":"it'\''s \"so\""}""");
        calls["Python"].ShouldContain("""json.loads("{\"a\":\"it's \\\"so\\\"\"}")""");
        calls["JavaScript"].ShouldContain("""JSON.stringify({"a":"it's \"so\""})""");
        calls.Count.ShouldBe(4);
    }

    private static async Task<DashboardServer> StartAsync()
    {
        var server = await DashboardServer.StartFilledAsync();
        foreach (var deployment in new DeploymentRecord[] { FakeDeployments.Article, FakeDeployments.DeadBot })
        {
            server.Silo.Deployments[deployment.Id] = deployment;
        }

        return server;
    }
}
