using System.Text.Json;
using Agents.Client.Executions;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Executions;

public sealed class RerunPageTests
{
    [Fact]
    public async Task Step_LeadsToAFormWithItsInputsAndTheSaving()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var drawer = await server.PageAsync("/executions/exec_article?step=step_write");
        var form = await server.PageAsync("/executions/exec_article/rerun?step=step_write");

        drawer.Links.ShouldContain("/executions/exec_article/rerun?step=step_write");
        form.Text.ShouldContain("Begins at write.");
        form.Text.ShouldContain("Steps reused 1 Tokens saved 850 Cost saved $0.0081");
        form.Html.ShouldContain("The history of lighthouses");
    }

    [Fact]
    public async Task StepThatIsNot_SaysSo()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        (await server.PageAsync($"/executions/exec_article/rerun?step={FakeReruns.UnknownStep}")).Text.ShouldContain("no step 'step_nowhere'");
    }

    [Fact]
    public async Task Fork_ShowsItsParentAndWhatItReuses_AndTheParentItsForks()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        var fork = new ForkRecord("exec_article", 5) { ReusedSteps = 1, ReusedModelCalls = 1, ReusedTokens = new(610, 240), ReusedCostUsd = 0.0081m };
        var queued = FakeExecutions.Queued("exec_fork", "article_writer", JsonElement.Parse("{}"));
        server.Silo.Add(queued with { Detail = queued.Detail with { ForkedFrom = fork } });

        var child = await server.PageAsync("/executions/exec_fork");
        var parent = await server.PageAsync("/executions/exec_article");

        child.Links.ShouldContain("/executions/exec_article?seq=5");
        child.Text.ShouldContain("Reused 850 tokens · $0.0081");
        parent.Links.ShouldContain("/executions/exec_fork");
    }

    [Fact]
    public async Task Ended_ShowsTheCriticalPath()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions/exec_article");

        page.Text.ShouldContain("write took the longest: 29.9s, 66 % of the time.");
        page.Text.ShouldContain("The critical path has 2 steps and 45.2s");
        page.Text.ShouldContain("research 15.3s write 29.9s");
    }

    [Fact]
    public async Task Scrubber_IsAFormOverAllEvents()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions/exec_article?seq=5");

        page.Html.ShouldContain("""type="range" name="seq" min="1" max="9" value="5" data-submit""");
        page.Links.ShouldContain("/executions/exec_article/rerun?seq=5");
    }
}
