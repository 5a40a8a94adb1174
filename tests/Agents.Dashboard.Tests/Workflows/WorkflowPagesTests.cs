using Agents.Client.Problems;

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

        page.Rows.ShouldContain("article_writer v1 Multi-step workflow that researches a topic and writes an article 2 Completed 12 min ago 88 % 2 d ago Run");
        page.Rows.ShouldContain(row => row.StartsWith("Daily health check") && row.EndsWith("4 never – 2 d ago Run"));
    }

    [Fact]
    public async Task Detail_ShowsDefinitionRemarksInputsAndRuns()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/workflows/article_writer");

        page.Text.ShouldContain("It loads, with 1 remark warning line 24:5 word_count is never read");
        page.Text.ShouldContain("topic string, required");
        page.Text.ShouldContain("id: article_writer name: article_writer");
        page.Links.ShouldContain("/executions/exec_article");
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
