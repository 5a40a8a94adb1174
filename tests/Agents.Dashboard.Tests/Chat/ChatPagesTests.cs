using System.Net;
using Agents.Dashboard.Chat;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Chat;

public sealed class ChatPagesTests
{
    [Fact]
    public async Task Root_IsTheChat_WithExamplesAndEarlierConversations()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/");

        page.Headings.ShouldBe(["What would you like to build?"]);
        page.Text.ShouldContain("If the amount is over 100, ask for approval");
        page.Links.ShouldContain("/chat/chat_1");
        page.Text.ShouldContain("Write <articles> approved");
        page.Html.ShouldNotContain("<articles>");
    }

    [Fact]
    public async Task Conversation_ShowsWorkflowExecutionAndDeployment()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/chat/chat_1");

        page.Text.ShouldContain("START → research → END");
        page.Text.ShouldContain("What changed +1 −0");
        page.Text.ShouldContain("Endpoint made: gone It was deleted since.");
        page.Links.ShouldContain("/executions/exec_failed");
        page.Links.ShouldContain("/chat/chat_1?action=execute");
        page.Html.ShouldContain("id: article_writer");
        page.Html.ShouldContain("<svg class=\"graph");
        page.Text.ShouldNotContain("Yes, it matches", Case.Sensitive, "only the last message can be answered");
        (await server.PageAsync("/chat/chat_1/live")).Html.ShouldStartWith("<div id=\"live\"");
    }

    [Fact]
    public async Task InterruptedReply_CanBeAskedForAgain()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        (await server.PageAsync("/chat/chat_2")).Text.ShouldContain("The reply to this was interrupted. Continue");
        var sent = await server.SubmitAsync("/chat/chat_2", "say", ("action", "resume"));

        sent.Status.ShouldBe(HttpStatusCode.Redirect);
        FakeChat.Sent.ShouldContain(static message => message.Resume);
    }

    [Fact]
    public async Task Message_IsSentWithWhatWasSeen()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var sent = await server.SubmitAsync("/chat/chat_1", "say", ("content", "make it short"), ("after", "7"));

        sent.Reply.Headers.Location!.ToString().ShouldEndWith("/chat/chat_1#m-9");
        FakeChat.Sent.ShouldContain(static message => message.Content == "make it short" && message.After == 7);
    }

    [Fact]
    public async Task EditThatDoesNotLoad_KeepsTheTextAndSaysWhere()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.SubmitAsync("/chat/chat_1?action=edit", "edit", ("yaml", "id: a\nstates:\n  - {type: agnet}"));

        page.Field("yaml").ShouldBe("id: a\nstates:\n  - {type: agnet}");
        page.Text.ShouldContain("line 3:5 There is no type 'agnet'. Did you mean 'agent'?");
    }

    [Fact]
    public async Task UnknownConversation_IsNotFound()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        (await server.PageAsync("/chat/none")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void DotEnv_IsReadAsPeopleWriteIt()
        => EnvironmentText.Read("# keys\nA=1\nexport B=\"two # no comment\"\nC='three'\nD=four # comment\r\nE=\n not a line\nA=last").ShouldBe(new Dictionary<string, string>
        {
            ["A"] = "last",
            ["B"] = "two # no comment",
            ["C"] = "three",
            ["D"] = "four",
            ["E"] = "",
        });
}
