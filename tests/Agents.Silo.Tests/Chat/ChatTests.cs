using System.Net;
using System.Text.Json;
using Agents.Client.Chat;
using Agents.Client.Problems;
using Agents.Core.Formats;
using Agents.Silo.Chat;
using Agents.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Chat;

/// <summary>The chat without a model: what is said, stored, approved, run and deployed.</summary>
public sealed class ChatTests
{
    private const string Wish = "I want to research a topic and write an article";

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Conversation_GoesFromAWishToAnApprovedWorkflow_AndRunsAndDeploysIt(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        var chat = await silo.Client.Chat.StartAsync(new StartChat { UserIdentifier = "browser-1" });
        (chat.Status, chat.Mode, chat.Messages.ShouldHaveSingleItem().Metadata.Kind).ShouldBe((ChatStatuses.InProgress, ChatModes.Guided, ChatMessageKinds.Welcome));

        var proposal = await SayAsync(silo, chat, Wish);
        (proposal.Metadata.Kind, proposal.Metadata.StateMachine).ShouldBe((ChatMessageKinds.Proposal, "START → research → write_article → END"));
        WorkflowLoader.Load(proposal.Metadata.Yaml!).HasErrors.ShouldBeFalse();
        var suggestions = await SayAsync(silo, chat, "Yes");
        suggestions.Metadata.Kind.ShouldBe(ChatMessageKinds.Suggestions);
        suggestions.Metadata.Estimate.ShouldNotBeNull();
        suggestions.Content.ShouldContain("About 2 model calls per run");
        var changed = await SayAsync(silo, chat, "Add a summarize step before write_article");
        changed.Metadata.StateMachine.ShouldBe("START → research → summarize → write_article → END");
        changed.Metadata.Diff!.Changes.Select(static change => $"{change.Kind} {change.Subject} {change.Name}").ShouldContain("added state summarize");

        var approved = (await silo.Client.Chat.ApproveAsync(chat.SessionId)).Messages[^1];
        (approved.Metadata.WorkflowId, approved.Metadata.Version).ShouldBe(("research-and-write-article", 1));
        (await silo.Client.Workflows.GetAsync("research-and-write-article")).Definition.ShouldBe(changed.Metadata.Yaml);

        var execution = await silo.Client.Chat.ExecuteAsync(chat.SessionId, new ExecuteChat { Inputs = JsonSerializer.SerializeToElement(new { topic = "tides" }) }, "key-1");
        var again = await silo.Client.Chat.ExecuteAsync(chat.SessionId, new ExecuteChat { Inputs = JsonSerializer.SerializeToElement(new { topic = "tides" }) }, "key-1");
        again.Id.ShouldBe(execution.Id);
        execution.TriggerType.ShouldBe("chat");
        execution.DeploymentId.ShouldBeNull();
        var deployment = await silo.Client.Chat.DeployAsync(chat.SessionId, new DeployChat { EndpointPath = "articles" });
        (deployment.EndpointPath, deployment.Version).ShouldBe(("articles", 1));

        var after = await silo.Client.Chat.GetAsync(chat.SessionId);
        (after.Status, after.GeneratedConfig, after.Workflow!.Version, after.AwaitsReply).ShouldBe((ChatStatuses.Completed, changed.Metadata.Yaml, 1, false));
        after.Messages.Count(message => message.Metadata.ExecutionId == execution.Id).ShouldBe(1, "one key is one execution, told once");
        after.Messages[^1].Metadata.DeploymentId.ShouldBe("articles");
        (await silo.Client.Chat.ListAsync("browser-1")).Items.ShouldHaveSingleItem().Title.ShouldBe(Wish);
        (await silo.Client.Chat.ListAsync("browser-2")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task ChangeAfterApproval_IsANewVersion_AndRedeploysAtTheSamePath()
    {
        await using var silo = await SiloHost.StartAsync();
        var chat = await ApprovedAsync(silo, "Write a poem and translate it");
        await silo.Client.Chat.DeployAsync(chat.SessionId, new DeployChat { EndpointPath = "poems" });

        (await SayAsync(silo, chat, "add a review step at the end")).Metadata.Kind.ShouldBe(ChatMessageKinds.Proposal);
        (await silo.Client.Chat.GetAsync(chat.SessionId)).Status.ShouldBe(ChatStatuses.InProgress);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Chat.ExecuteAsync(chat.SessionId, new ExecuteChat()))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await SayAsync(silo, chat, "approve")).Metadata.Version.ShouldBe(2);

        (await silo.Client.Chat.DeployAsync(chat.SessionId, new DeployChat { EndpointPath = "poems" })).Version.ShouldBe(2);
    }

    [Fact]
    public async Task WorkflowOfSomebodyElse_KeepsItsId()
    {
        await using var silo = await SiloHost.StartAsync();
        await ApprovedAsync(silo, "Write a poem and translate it");

        var other = await silo.Client.Chat.StartAsync(new StartChat());
        await SayAsync(silo, other, "Write a poem, shorten it and translate it");
        var approved = await SayAsync(silo, other, "approve");

        approved.Metadata.WorkflowId.ShouldBe("write-poem-and-translate-2");
        approved.Metadata.Yaml!.ShouldStartWith("id: write-poem-and-translate-2\n");
        (await silo.Client.Workflows.GetAsync("write-poem-and-translate")).Versions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task EditByHand_IsTakenWhereItLoads_AndRefusedWithItsDiagnosticsWhereNot()
    {
        await using var silo = await SiloHost.StartAsync();
        var chat = await silo.Client.Chat.StartAsync(new StartChat());
        var yaml = (await SayAsync(silo, chat, Wish)).Metadata.Yaml!;

        var refused = await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Chat.SendAsync(chat.SessionId, new SendChatMessage { Yaml = yaml.Replace("type: agent", "type: agnet", StringComparison.Ordinal) }));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Problem.Diagnostics.ShouldContain(static found => found.Code == "UNKNOWN_STATE_TYPE" && found.Line > 0);
        (await silo.Client.Chat.GetAsync(chat.SessionId)).Messages.Count.ShouldBe(3, "what does not load is not stored");

        var reply = await silo.Client.Chat.SendAsync(chat.SessionId, new SendChatMessage { Yaml = yaml.Replace("Write an article", "Write a short article", StringComparison.Ordinal) });
        reply.Messages.Select(static message => message.Metadata.Kind).ShouldBe([ChatMessageKinds.Edit, ChatMessageKinds.Proposal]);
        reply.Messages[1].Metadata.Diff!.LinesAdded.ShouldBe(1);
    }

    [Fact]
    public async Task PastedSecrets_AreStoredNowhere()
    {
        await using var silo = await SiloHost.StartAsync();
        var chat = await silo.Client.Chat.StartAsync(new StartChat());
        await SayAsync(silo, chat, "Fetch the issues and summarise them. DB_PASSWORD=hunter2-hunter2 and the key is sk-canary1234567890abcdef");

        var json = await silo.Http.GetStringAsync($"api/v1/chat/sessions/{chat.SessionId}");
        json.ShouldNotContain("hunter2");
        json.ShouldNotContain("canary1234567890");
        json.ShouldContain("DB_PASSWORD=[redacted]");
    }

    [Fact]
    public async Task IdleForADay_IsAbandoned_AndTakenUpByTheNextMessage()
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(clock.Use);
        var chat = await silo.Client.Chat.StartAsync(new StartChat());
        await SayAsync(silo, chat, Wish);

        clock.Offset = TimeSpan.FromHours(25);
        (await silo.Client.Chat.ListAsync()).Items.ShouldHaveSingleItem().Status.ShouldBe(ChatStatuses.Abandoned);
        await SayAsync(silo, chat, "add a review step at the end");
        (await silo.Client.Chat.GetAsync(chat.SessionId)).Status.ShouldBe(ChatStatuses.InProgress);
    }

    [Fact]
    public async Task ProcessThatDiesBeforeItsReply_LeavesAQuestionThatCanBeAskedAgain()
    {
        await using var silo = await SiloHost.StartAsync();
        var chat = await silo.Client.Chat.StartAsync(new StartChat());
        await silo.Services.GetRequiredService<ChatStore>().SayAsync(chat.SessionId, new ChatWords(ChatRoles.User, Wish, new()), after: null);
        await silo.RestartAsync();

        (await silo.Client.Chat.GetAsync(chat.SessionId)).AwaitsReply.ShouldBeTrue();
        var reply = await silo.Client.Chat.SendAsync(chat.SessionId, new SendChatMessage { Resume = true });
        reply.Messages[^1].Metadata.Kind.ShouldBe(ChatMessageKinds.Proposal);
        (await silo.Client.Chat.GetAsync(chat.SessionId)).Messages.Count.ShouldBe(3, "the question is not said twice");
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Chat.SendAsync(chat.SessionId, new SendChatMessage { Resume = true }))).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task DoubleClick_IsOneMessage()
    {
        await using var silo = await SiloHost.StartAsync();
        var chat = await silo.Client.Chat.StartAsync(new StartChat());
        var message = new SendChatMessage { Content = Wish, After = chat.Messages[^1].Id };
        await silo.Client.Chat.SendAsync(chat.SessionId, message);

        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Chat.SendAsync(chat.SessionId, message))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await silo.Client.Chat.GetAsync(chat.SessionId)).Messages.Count.ShouldBe(3);
    }

    [Fact]
    public async Task FailedExecution_OpensInTheChatWithItsReason()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("id: broken\nstates:\n  - {name: stop, type: fail, error: {code: no_way, message: The road is closed}}\n");
        var failed = await silo.RunAsync("broken");

        var chat = await silo.Client.Chat.StartAsync(new StartChat { ExecutionId = failed.Id });
        chat.Messages[0].Content.ShouldContain("The road is closed");
        (chat.Workflow!.Id, chat.Workflow.Version).ShouldBe(("broken", 1));
        (await SayAsync(silo, chat, "insert a step to check the road before stop")).Metadata.StateMachine.ShouldBe("START → check_road → stop → END");
        (await SayAsync(silo, chat, "approve")).Metadata.ShouldSatisfyAllConditions(
            static metadata => metadata.WorkflowId.ShouldBe("broken"), static metadata => metadata.Version.ShouldBe(2));
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Chat.StartAsync(new StartChat { WorkflowId = "none" }))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"content": "a", "yaml": "b"}""")]
    [InlineData("""{"content": "  "}""")]
    [InlineData("[]")]
    public async Task NoMessage_IsRefused(string body)
    {
        await using var silo = await SiloHost.StartAsync();
        var chat = await silo.Client.Chat.StartAsync(new StartChat());
        (await silo.PostAsync($"api/v1/chat/sessions/{chat.SessionId}/messages", body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<ChatSessionDetail> ApprovedAsync(SiloHost silo, string wish)
    {
        var chat = await silo.Client.Chat.StartAsync(new StartChat());
        await SayAsync(silo, chat, wish);
        await SayAsync(silo, chat, "approve");
        return await silo.Client.Chat.GetAsync(chat.SessionId);
    }

    private static async Task<ChatMessageRecord> SayAsync(SiloHost silo, ChatSessionDetail chat, string text)
        => (await silo.Client.Chat.SendAsync(chat.SessionId, new SendChatMessage { Content = text })).Messages[^1];
}
