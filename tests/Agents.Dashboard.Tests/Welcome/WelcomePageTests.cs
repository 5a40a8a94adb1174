using System.Text.RegularExpressions;
using Agents.Dashboard.Welcome;
using Agents.Testing;

namespace Agents.Dashboard.Tests.Welcome;

public sealed class WelcomePageTests
{
    public static TheoryData<string> Examples => [.. ExampleWorkflow.All.Select(static example => example.Id)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_IsTheOneOfTheRepository(string id)
        => ExampleWorkflow.All.First(example => example.Id == id).ReadDefinition().ShouldBe(File.ReadAllText(Path.Combine(Repository.Examples, $"{id}.workflow.yaml")));

    [Fact]
    public async Task EmptyInstallation_OffersTheTour()
    {
        await using var server = await DashboardServer.StartAsync();

        (await server.PageAsync("/workflows")).Links.ShouldContain("/welcome");
        (await server.PageAsync("/executions")).Links.ShouldContain("/welcome");
        var page = await server.PageAsync("/welcome");

        page.Text.ShouldContain("The tour 1 of 5");
        Regex.Count(page.Html, "name=\"example\"").ShouldBe(3);
    }

    [Fact]
    public async Task Tour_SeesWhatWasDone()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/welcome");

        page.Text.ShouldContain("Add a workflow , done");
        page.Text.ShouldContain("Watch it, and look inside , done");
        page.Text.ShouldContain("The tour 4 of 5");
    }

    [Fact]
    public async Task Example_IsStoredAndLeadsToItsForm()
    {
        await using var server = await DashboardServer.StartAsync();

        var reply = await server.SubmitAsync("/welcome", "example", ("example", "triage"));

        reply.Reply.Headers.Location!.ToString().ShouldEndWith("/workflows/triage/run?sample=true");
        server.Silo.Definitions.Single().ShouldStartWith("# A support message");
    }

    [Fact]
    public async Task Refusal_IsShown()
    {
        await using var server = await DashboardServer.StartAsync();
        server.Silo.DefinitionRefusal = new() { Status = 503, Code = "unavailable", Detail = "The disk is full." };

        (await server.SubmitAsync("/welcome", "example", ("example", "hello"))).Text.ShouldContain("The disk is full.");
    }
}
