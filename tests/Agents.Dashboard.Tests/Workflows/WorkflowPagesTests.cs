using Agents.Client.Problems;
using Agents.Client.Workflows;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Workflows;

public sealed class WorkflowPagesTests
{
    [Fact]
    public async Task None_SaysWhatAWorkflowIs()
    {
        await using var server = await DashboardServer.StartAsync();

        var page = await server.PageAsync("/workflows");

        page.Text.ShouldContain("No workflow yet");
        page.Links.ShouldContain("/workflows/new");
    }

    [Fact]
    public async Task Rows_ShowLastRunAndSuccess()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/workflows");

        page.Rows.ShouldContain("article_writer v1 (1.0.0) Multi-step workflow that researches a topic and writes an article 2 – – Completed 12 min ago 88 % Run");
        page.Rows.ShouldContain(row => row.StartsWith("Daily health check") && row.EndsWith("4 – – never – Run"));
    }

    [Fact]
    public async Task List_IsFilteredByItsTags()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Add(FakeWorkflows.ArticleWriter with
        {
            Detail = FakeWorkflows.ArticleWriter.Detail with { Tags = ["news & more"], Persona = "editor", Difficulty = "easy", Usual = new UsualExecution(12, 63, 1_200, 0.004m) },
        });

        var all = await server.PageAsync("/workflows");
        var some = await server.PageAsync("/workflows?tag=news+%26+more&status=active&cursor=x");

        all.Rows.ShouldContain(row => row.Contains("editor news & more easy") && row.Contains("1m 03s $0.004"));
        all.Links.ShouldContain("/workflows?tag=news%20%26%20more");
        all.Links.ShouldContain("/workflows?persona=editor");
        some.Links.ShouldContain("/workflows?status=active");
        some.Links.ShouldContain("/workflows?status=active&persona=editor&tag=news%20%26%20more");
        server.Silo.WorkflowQueries.ShouldContain("?status=active&tag=news%20%26%20more&limit=50&cursor=x");
    }

    [Fact]
    public async Task Detail_ShowsGraphInputsNumbersAndRuns()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/workflows/article_writer");

        page.Text.ShouldContain("1 remark about its definition");
        page.Text.ShouldContain("topic string, required");
        page.Text.ShouldContain("Executions 1,240 Success 95.1 %");
        page.Links.ShouldContain("/executions/exec_article");
        page.Links.ShouldContain("/workflows/new?from=article_writer");
    }

    [Fact]
    public async Task Definition_IsShownWithItsRemarks()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/workflows/article_writer/definition");

        page.Text.ShouldContain("It loads, with 1 remark warning line 24:5 word_count is never read");
        page.Text.ShouldContain("id : article_writer name : article_writer");
        page.Html.ShouldContain("<span class=\"code-key\">id</span>");
    }

    [Fact]
    public async Task Executions_StayOnTheWorkflowsPage()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        foreach (var execution in FakeExecutions.Many(180))
        {
            server.Silo.Add(execution);
        }

        var page = await server.PageAsync("/workflows/article_writer/executions");
        var fragment = await server.PageAsync(page.Fragment("executions"));

        page.Rows.Count.ShouldBe(50);
        page.Rows.ShouldAllBe(static row => row.Contains("article_writer"));
        page.Links.ShouldContain("/workflows/article_writer/executions?cursor=50");
        fragment.Links.ShouldContain("/workflows/article_writer/executions?cursor=50");
    }

    [Fact]
    public async Task Edit_BeginsWithTheDefinition()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/workflows/new?from=article_writer");

        page.Headings.ShouldBe(["Edit article_writer"]);
        page.Field("definition").ShouldStartWith("id: article_writer");
    }

    [Fact]
    public async Task InvalidDefinition_StaysInTheFormWithAllDiagnostics()
    {
        await using var server = await DashboardServer.StartAsync();
        server.Silo.DefinitionRefusal = new ProblemRecord
        {
            Status = 422,
            Code = "invalid_definition",
            Detail = "2 errors",
            Diagnostics =
            [
                new("UNKNOWN_STATE_TYPE", DiagnosticSeverities.Error, "/states/0/type", "There is no state type 'swich'.") { Line = 4, Column = 11, Hint = "Did you mean 'switch'?" },
                new("MISSING_TARGET", DiagnosticSeverities.Error, "/states/1/next", "No state is called 'b'."),
            ],
        };

        var page = await server.SubmitAsync("/workflows/new", "definition", ("definition", "states:\n  - <b>"), ("action", "save"));

        page.Text.ShouldContain("It does not load: 2 errors error line 4:11 There is no state type 'swich'. Did you mean 'switch'?");
        page.Field("definition").ShouldBe("states:\n  - <b>");
    }

    [Fact]
    public async Task Check_SaysThatNothingIsWrong()
    {
        await using var server = await DashboardServer.StartAsync();

        var page = await server.SubmitAsync("/workflows/new", "definition", ("definition", "id: x"), ("action", "check"));

        page.Text.ShouldContain("Nothing is wrong with it");
        page.Field("definition").ShouldBe("id: x");
    }

    [Fact]
    public async Task Save_LeadsToTheWorkflow()
    {
        await using var server = await DashboardServer.StartAsync();

        var page = await server.SubmitAsync("/workflows/new", "definition", ("definition", "id: hello"), ("action", "save"));

        page.Reply.Headers.Location!.ToString().ShouldEndWith("/workflows/hello");
    }

    [Fact]
    public async Task File_GoesBeforeTheText()
    {
        await using var server = await DashboardServer.StartAsync();
        var token = (await server.PageAsync("/workflows/new")).Field("__RequestVerificationToken")!;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent("definition"), "_handler" },
            { new StringContent("check"), "action" },
            { new StringContent("id: typed"), "definition" },
            { new StringContent("id: from-file"), "file", "flow.yaml" },
        };

        var page = await Page.ReadAsync(await server.Client.PostAsync("/workflows/new", form));

        page.Field("definition").ShouldBe("id: from-file");
    }
}
