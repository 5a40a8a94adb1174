using System.Net;
using Agents.Client.Chat;
using Agents.Client.Problems;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Chat;

/// <summary>The chat with a model that writes: nothing is shown that the validator refuses.</summary>
public sealed class ChatModelTests
{
    private const string Good = """
        id: jokes
        name: Jokes
        agents: {joker: {instructions: Be funny.}}
        states:
          - {name: joke, type: agent, agent: joker, task: Tell a joke, end: true}
        """;

    private const string Wrong = "id: jokes\nstates:\n  - {name: joke, type: agnet, end: true}\n";

    [Fact]
    public async Task Words_ComeAsTheyAreWritten_AndTheDefinitionOnceItLoads()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("A workflow ", "that tells ", "jokes.\n\n``", $"`yaml\n{Good}", "\n```\n"));
        await using var silo = await StartAsync(model);
        var chat = await silo.Client.Chat.StartAsync(new StartChat());
        chat.Mode.ShouldBe(ChatModes.Model);

        var updates = await TalkAsync(silo, chat, "Tell me a joke every time I run it");

        string.Concat(updates.OfType<ChatTextUpdate>().Select(static update => update.Text)).Trim().ShouldBe("A workflow that tells jokes.");
        var reply = updates[^1].ShouldBeOfType<ChatMessageUpdate>().Message;
        (reply.Metadata.Kind, reply.Metadata.StateMachine, reply.Metadata.Attempts, reply.Metadata.Model).ShouldBe((ChatMessageKinds.Proposal, "START → joke → END", 1, "m"));
        reply.Metadata.Tokens.ShouldBe(18);
        model.Requests[0].Body.GetRawText().ShouldContain("state-machine format");
    }

    [Fact]
    public async Task WrongDefinition_GoesBackWithItsDiagnostics_UntilItLoads()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(
            OpenAIAnswer.Text($"Here:\n```yaml\n{Wrong}```"), OpenAIAnswer.Text($"Mended:\n```yaml\n{Good}\n```"));
        await using var silo = await StartAsync(model);
        var chat = await silo.Client.Chat.StartAsync(new StartChat());

        var updates = await TalkAsync(silo, chat, "jokes please, one after the other");

        updates.OfType<ChatTextUpdate>().ShouldAllBe(static update => !update.Text.Contains("agnet"));
        updates[^1].ShouldBeOfType<ChatMessageUpdate>().Message.Metadata.ShouldSatisfyAllConditions(
            static metadata => metadata.Attempts.ShouldBe(2), static metadata => metadata.Yaml!.ShouldContain("type: agent"));
        model.Requests[1].Body.GetRawText().ShouldContain("UNKNOWN_STATE_TYPE");
    }

    [Fact]
    public async Task DefinitionThatStaysWrong_IsNeverShown_AndWhatIsWrongIs()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync([.. Enumerable.Repeat(OpenAIAnswer.Text($"Here:\n```yaml\n{Wrong}```"), 4)]);
        await using var silo = await StartAsync(model);
        var chat = await silo.Client.Chat.StartAsync(new StartChat());

        var reply = (await TalkAsync(silo, chat, "jokes please, many of them"))[^1].ShouldBeOfType<ChatMessageUpdate>().Message;

        (reply.Metadata.Kind, reply.Metadata.Yaml, reply.Metadata.Attempts).ShouldBe((ChatMessageKinds.Problem, null, 4));
        reply.Metadata.Diagnostics.ShouldContain(static found => found.Code == "UNKNOWN_STATE_TYPE");
        model.Requests.Count.ShouldBe(4);
        (await silo.Client.Chat.GetAsync(chat.SessionId)).Workflow.ShouldBeNull();
    }

    [Fact]
    public async Task Change_IsAskedForWithTheDefinitionAsItStands()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(
            OpenAIAnswer.Text($"```yaml\n{Good}\n```"), OpenAIAnswer.Text($"```yaml\n{Good.Replace("Tell a joke", "Tell two jokes", StringComparison.Ordinal)}\n```"));
        await using var silo = await StartAsync(model);
        var chat = await silo.Client.Chat.StartAsync(new StartChat());
        await TalkAsync(silo, chat, "jokes please, one at a time");

        var changed = (await TalkAsync(silo, chat, "make it two jokes"))[^1].ShouldBeOfType<ChatMessageUpdate>().Message;

        changed.Metadata.Diff!.LinesAdded.ShouldBe(1);
        model.Requests[1].Body.GetRawText().ShouldContain("Tell a joke");
        // Agreeing and approving ask no model.
        (await silo.Client.Chat.ApproveAsync(chat.SessionId)).Messages[^1].Metadata.WorkflowId.ShouldBe("jokes");
        model.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task WhileAReplyIsWritten_NothingElseCanBeSaid_AndTheReaderMayGo()
    {
        using var thought = new ManualResetEventSlim();
        await using var model = await ScriptedOpenAIServer.StartAsync(_ =>
        {
            thought.Wait();
            return OpenAIAnswer.Text($"```yaml\n{Good}\n```");
        });
        await using var silo = await StartAsync(model);
        var chat = await silo.Client.Chat.StartAsync(new StartChat());

        var begun = await silo.Client.Chat.SendAsync(chat.SessionId, new SendChatMessage { Content = "jokes please, one at a time" });
        begun.IsReplying.ShouldBeTrue();
        (await silo.Client.Chat.GetAsync(chat.SessionId)).IsReplying.ShouldBeTrue();
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Chat.SendAsync(chat.SessionId, new SendChatMessage { Content = "more" }))).Status.ShouldBe(HttpStatusCode.Conflict);

        // The stream ends with the stored reply.
        var stream = await silo.Http.GetAsync($"api/v1/chat/sessions/{chat.SessionId}/stream", HttpCompletionOption.ResponseHeadersRead);
        thought.Set();
        (await stream.Content.ReadAsStringAsync()).ShouldContain("\"kind\":\"proposal\"");
        (await silo.Client.Chat.GetAsync(chat.SessionId)).Messages[^1].Metadata.Kind.ShouldBe(ChatMessageKinds.Proposal);
        (await silo.Http.GetAsync($"api/v1/chat/sessions/{chat.SessionId}/stream")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task ProviderThatRefuses_IsAMessageThatCanBeSentAgain()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Error(401, "bad key"));
        await using var silo = await StartAsync(model);
        var chat = await silo.Client.Chat.StartAsync(new StartChat());

        var reply = (await TalkAsync(silo, chat, "jokes please, one at a time"))[^1].ShouldBeOfType<ChatMessageUpdate>().Message;

        reply.Metadata.Kind.ShouldBe(ChatMessageKinds.Problem);
        reply.Metadata.Choices.ShouldBe([new ChatChoice("Try again", "jokes please, one at a time")]);
    }

    private static Task<SiloHost> StartAsync(ScriptedOpenAIServer model) => SiloHost.StartAsync("--AGENTS_OPENAI_BASE_URL", model.BaseUrl.ToString(), "--AGENTS_OPENAI_MODEL", "m");

    private static async Task<List<ChatUpdate>> TalkAsync(SiloHost silo, ChatSessionDetail chat, string text)
    {
        var updates = new List<ChatUpdate>();
        await foreach (var update in silo.Client.Chat.TalkAsync(chat.SessionId, new SendChatMessage { Content = text }))
        {
            updates.Add(update);
        }

        return updates;
    }
}
