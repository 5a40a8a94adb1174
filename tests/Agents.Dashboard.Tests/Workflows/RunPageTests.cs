using System.Text.Json;
using Agents.Client.Problems;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Workflows;

public sealed class RunPageTests
{
    private const string Path = "/workflows/article_writer/run";

    [Fact]
    public async Task Form_AsksForEachFieldInItsOwnWay()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync(Path);

        page.Field("input.topic").ShouldBe("");
        page.Field("input.words").ShouldBe("300");
        page.Field("input.tone").ShouldBe("neutral");
        page.Text.ShouldContain("Tone of voice string, optional");
        page.Text.ShouldContain("Addresses to read first. A JSON list.");
    }

    [Fact]
    public async Task Sample_FillsTheForm()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync($"{Path}?sample=true");

        page.Field("input.topic").ShouldBe("The history of lighthouses");
        JsonSerializer.Deserialize<string[]>(page.Field("input.sources")!).ShouldBe(["https://example.org/lighthouses"]);
    }

    [Fact]
    public async Task RunAgain_FillsTheFormFromTheExecution()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync($"{Path}?from=exec_failed");

        page.Field("input.topic").ShouldBe("<script>alert('xss')</script> & friends");
    }

    [Fact]
    public async Task Run_StartsTheExecutionWithTypedInputs()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var reply = await server.SubmitAsync(
            Path, "run", ("input.topic", "Zoë & Söhne 🦊\r\nsecond line"), ("input.words", "12"), ("input.tone", ""), ("input.sources", "[1, \"x\"]"), ("input.publish", "true"));

        reply.Reply.Headers.Location!.ToString().ShouldEndWith("/executions/exec_started_1");
        var sent = JsonSerializer.Deserialize<JsonElement>(server.Silo.Started.Single().Body);
        sent.GetProperty("trigger_type").GetString().ShouldBe("manual");
        var expected = FakeSilo.Json.Parse("""{"topic":"Zoë & Söhne 🦊\nsecond line","words":12,"sources":[1,"x"],"publish":true}""");
        JsonElement.DeepEquals(sent.GetProperty("inputs"), expected).ShouldBeTrue(sent.ToString());
    }

    [Fact]
    public async Task DoubleClick_IsOneStartButOtherInputsAreAnother()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        var page = await server.PageAsync(Path);

        foreach (var topic in new[] { "a", "a", "b" })
        {
            await server.Client.PostAsync(Path, new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = page.Field("__RequestVerificationToken")!,
                ["_handler"] = "run",
                ["form_key"] = page.Field("form_key")!,
                ["input.topic"] = topic,
            }));
        }

        var keys = server.Silo.Started.Select(start => start.Key).ToList();
        keys[1].ShouldBe(keys[0]);
        keys[2].ShouldNotBe(keys[0]);
    }

    [Fact]
    public async Task TestRun_IsAskedForAsOne()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        await server.SubmitAsync(Path, "run", ("input.topic", "x"), ("run_mode", "test_run"));

        JsonSerializer.Deserialize<JsonElement>(server.Silo.Started.Single().Body).GetProperty("run_mode").GetString().ShouldBe("test_run");
    }

    [Fact]
    public async Task ValidateOnly_ShowsWhatWasFound_AndKeepsTheForm()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.SubmitAsync(Path, "run", ("input.topic", "lighthouses"), ("run_mode", "validate_only"));

        page.Text.ShouldContain("It cannot run");
        page.Text.ShouldContain("The key is <refused>.");
        page.Text.ShouldContain("3 executions");
        page.Field("input.topic").ShouldBe("lighthouses");
    }

    [Fact]
    public async Task TextThatIsNoJson_StaysWithAnErrorBesideIt()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.SubmitAsync(Path, "run", ("input.topic", ""), ("input.tone", "enthusiastic"), ("input.words", "many"), ("input.sources", "[1, 2"));

        server.Silo.Started.ShouldBeEmpty();
        page.Text.ShouldContain("3 inputs to mend topic : This is required.");
        page.Text.ShouldContain("Write a whole number, such as 3.");
        page.Field("input.tone").ShouldBe("enthusiastic");
        page.Field("input.words").ShouldBe("many");
        page.Field("input.sources").ShouldBe("[1, 2");
    }

    [Fact]
    public async Task SilosDiagnostics_StandBesideTheirFields()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.StartRefusal = new ProblemRecord
        {
            Status = 400,
            Title = "Bad Request",
            Code = "validation_error",
            Detail = "The inputs break the schema in 1 place.",
            Diagnostics =
            [
                new("INPUT_INVALID", DiagnosticSeverities.Error, "/words", "5 is less than 50.") { Hint = "Write at least 50." },
                new("INPUT_INVALID", DiagnosticSeverities.Error, "", "The property 'sources' is required.") { Expected = "sources" },
            ],
        };

        var page = await server.SubmitAsync(Path, "run", ("input.topic", "kept"), ("input.words", "5"));

        page.Text.ShouldContain("2 inputs to mend words : 5 is less than 50. Write at least 50. sources : The property 'sources' is required.");
        page.Field("input.topic").ShouldBe("kept");
        page.Html.ShouldMatch("name=\"input.words\"[^>]*aria-invalid=\"true\" aria-describedby=\"input-words-error input-words-help\"");
    }

    [Fact]
    public async Task RefusalOfAnotherKind_KeepsTheForm()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.StartRefusal = new ProblemRecord { Status = 409, Title = "Conflict", Code = "conflict", Detail = "The workflow is disabled." };

        var page = await server.SubmitAsync(Path, "run", ("input.topic", "kept"));

        page.Text.ShouldContain("The workflow is disabled.");
        page.Field("input.topic").ShouldBe("kept");
    }

    [Fact]
    public async Task WorkflowWithoutInputs_RunsAtOnce()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        await server.SubmitAsync($"/workflows/{FakeWorkflows.Routing.Detail.Id}/run", "run");

        server.Silo.Started.Single().Body.ShouldContain("\"inputs\":{}");
    }

    [Fact]
    public async Task Budget_IsSentAndAWrongOneKept()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var wrong = await server.SubmitAsync(Path, "run", ("input.topic", "x"), ("budget.tokens", "1.5"), ("budget.cost_usd", "0.25"));
        wrong.Text.ShouldContain("Write a whole number from 0, or nothing for no limit.");
        wrong.Field("budget.tokens").ShouldBe("1.5");
        server.Silo.Started.ShouldBeEmpty();
        await server.SubmitAsync(Path, "run", ("input.topic", "x"), ("budget.tokens", "5000"), ("budget.cost_usd", "0.25"));

        var budget = JsonSerializer.Deserialize<JsonElement>(server.Silo.Started.Single().Body).GetProperty("budget");
        budget.GetProperty("tokens").GetInt64().ShouldBe(5000);
        budget.GetProperty("cost_usd").GetDecimal().ShouldBe(0.25m);
    }
}
