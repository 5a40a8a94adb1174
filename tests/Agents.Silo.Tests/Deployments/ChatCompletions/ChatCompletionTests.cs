using System.ClientModel;
using System.Text.Json;
using Agents.Client.Access;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Silo.Tests.Access;
using Agents.Silo.Tests.Hosting;
using OpenAI.Chat;

namespace Agents.Silo.Tests.Deployments.ChatCompletions;

/// <summary>The official OpenAI client against deployments.</summary>
public sealed class ChatCompletionTests
{
    private const string Echo = """
        id: echo
        name: Echo
        inputSchema: {type: object, required: [question], properties: {question: {type: string}, times: {type: integer, default: 1}}}
        states:
          - {name: say, type: transform, expression: "'You said: ' + ' '.join([ctx.question] * ctx.times)", end: true}
        """;

    private const string Failing = """
        id: failing
        name: Failing
        states:
          - {name: stop, type: fail, error: {code: nope, message: "No way"}}
        """;

    private const string Approved = """
        id: approved
        name: Approved
        states:
          - {name: ask, type: operation, action: human.approval, input: {message: "Go?"}, end: true}
        """;

    [Fact]
    public async Task Completion_IsTheOutputsOfTheWorkflow()
    {
        await using var silo = await DeployedAsync(Echo, "echo", "talk/echo");

        var byId = (await silo.OpenAI().GetChatClient("echo").CompleteChatAsync("Be kind.", new UserChatMessage("ahoy"))).Value;
        var byPath = (await silo.OpenAI().GetChatClient("talk/echo").CompleteChatAsync(new UserChatMessage("ahoy"))).Value;

        (byId.Content.Single().Text, byId.FinishReason, byId.Role, byId.Model).ShouldBe(("You said: ahoy", ChatFinishReason.Stop, ChatMessageRole.Assistant, "echo"));
        byPath.Content.Single().Text.ShouldBe("You said: ahoy");
        var execution = await silo.Client.Executions.GetAsync(byId.Id["chatcmpl-".Length..]);
        (execution.DeploymentId, execution.TriggerType, execution.Status).ShouldBe(("echo", "api", "completed"));
    }

    [Fact]
    public async Task Stream_SaysTheSameAndTellsUsage()
    {
        await using var silo = await DeployedAsync(Definitions.TwoSteps, "two-steps");
        var client = silo.OpenAI().GetChatClient("two-steps");

        var text = "";
        ChatTokenUsage? usage = null;
        ChatFinishReason? end = null;
        string? id = null;
        await foreach (var update in client.CompleteChatStreamingAsync(new UserChatMessage("rain")))
        {
            text += string.Concat(update.ContentUpdate.Select(static part => part.Text));
            (usage, end, id) = (update.Usage ?? usage, update.FinishReason ?? end, update.CompletionId ?? id);
        }

        var execution = await silo.Client.Executions.GetAsync(id!["chatcmpl-".Length..]);
        text.ShouldBe((await silo.OpenAI().GetChatClient("two-steps").CompleteChatAsync(new UserChatMessage("rain"))).Value.Content.Single().Text);
        end.ShouldBe(ChatFinishReason.Stop);
        execution.TotalTokens.Total.ShouldBeGreaterThan(0);
        (usage!.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount).ShouldBe(
            ((int)execution.TotalTokens.Input, (int)execution.TotalTokens.Output, (int)execution.TotalTokens.Total));
    }

    [Fact]
    public async Task Stream_SendsWhatModelsWriteAsThoughtsAndUsageOnlyWhenAsked()
    {
        await using var silo = await DeployedAsync(Definitions.TwoSteps, "two-steps", settings: ["--Models:Offline:Latency", "00:00:00.300"]);

        using var reply = await silo.PostAsync("/v1/chat/completions", """{"model": "two-steps", "stream": true, "messages": [{"role": "user", "content": "rain"}]}""");
        var lines = (await reply.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        reply.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        lines[^1].ShouldBe("data: [DONE]");
        var chunks = lines[..^1].Select(static line => JsonDocument.Parse(line["data: ".Length..]).RootElement).ToList();
        chunks.ShouldAllBe(static chunk => chunk.GetProperty("object").GetString() == "chat.completion.chunk");
        chunks.Count(static chunk => chunk.TryGetProperty("usage", out _)).ShouldBe(0);
        chunks[0].GetProperty("choices")[0].GetProperty("delta").GetProperty("role").GetString().ShouldBe("assistant");
        chunks.Count(static chunk => chunk.GetProperty("choices")[0].GetProperty("delta").TryGetProperty("reasoning_content", out _)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task OtherInputs_ComeByMetadataOrInputs()
    {
        await using var silo = await DeployedAsync(Echo, "echo");
        var options = new ChatCompletionOptions { Metadata = { ["times"] = "2", ["label"] = "of the caller" } };

        var byMetadata = (await silo.OpenAI().GetChatClient("echo").CompleteChatAsync([new UserChatMessage("ho")], options)).Value;
        using var byInputs = await silo.PostAsync("/v1/chat/completions", """{"model": "echo", "inputs": {"times": 3}, "messages": [{"role": "user", "content": [{"type": "text", "text": "ho"}]}]}""");

        byMetadata.Content.Single().Text.ShouldBe("You said: ho ho");
        (await byInputs.Content.ReadAsStringAsync()).ShouldContain("\"content\":\"You said: ho ho ho\"");
    }

    [Fact]
    public async Task WrongKey_IsRefusedAndTheDeploymentsOwnIsNot()
    {
        await using var keyed = await KeyedSilo.StartAsync();
        var admin = keyed.ClientOf(await keyed.NewKeyAsync(KeyScopes.Admin));
        await admin.Workflows.CreateAsync(Echo);
        await admin.Deployments.CreateAsync(new CreateDeployment("echo"));
        await admin.Deployments.CreateAsync(new CreateDeployment("echo") { EndpointPath = "other" });
        var (own, viewer) = (await keyed.NewKeyAsync(KeyScopes.Invoke("echo")), await keyed.NewKeyAsync(KeyScopes.Viewer));

        (await CompleteAsync(own, "echo")).Value.Content.Single().Text.ShouldBe("You said: hi");
        (await FailureAsync(own, "other")).ShouldBe((404, true));
        (await FailureAsync(viewer, "echo")).ShouldBe((403, true));
        (await FailureAsync("ak_wrong", "echo")).ShouldBe((401, true));
        (await FailureAsync("sk-of-somebody-else", "echo")).ShouldBe((401, true));
        (await keyed.Host.OpenAI(own).GetOpenAIModelClient().GetModelsAsync()).Value.Select(static model => model.Id).ShouldBe(["echo"]);
        (await keyed.Host.OpenAI(viewer).GetOpenAIModelClient().GetModelsAsync()).Value.Select(static model => model.Id).ShouldBe(["echo", "other"]);

        async Task<ClientResult<ChatCompletion>> CompleteAsync(string key, string model) => await keyed.Host.OpenAI(key).GetChatClient(model).CompleteChatAsync(new UserChatMessage("hi"));
        async Task<(int Status, bool IsTold)> FailureAsync(string key, string model)
        {
            var refused = await Should.ThrowAsync<ClientResultException>(() => CompleteAsync(key, model));
            return (refused.Status, refused.Message.Contains("key", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("nobody", "hi", 404, "model_not_found", "'nobody' does not exist")]
    [InlineData("off", "hi", 409, "conflict", "Being mended")]
    [InlineData("numbers", "hi", 400, "validation_error", "'a' is required")]
    [InlineData("several", "hi", 400, "validation_error", "'left', 'right'")]
    public async Task BadCall_IsRefusedInOpenAIsFormAndStartsNothing(string model, string message, int status, string code, string told)
    {
        await using var silo = await DeployedAsync(Echo, "echo");
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("echo") { EndpointPath = "off" });
        await silo.Client.Deployments.ChangeAsync("off", new ChangeDeployment { Status = "inactive", Reason = "Being mended" });
        await AddAsync(silo, "numbers", "{type: object, required: [a], properties: {a: {type: integer}}}");
        await AddAsync(silo, "several", "{type: object, required: [left, right], properties: {left: {type: string}, right: {type: string}}}");

        var refused = await Should.ThrowAsync<ClientResultException>(async () => await silo.OpenAI().GetChatClient(model).CompleteChatAsync(new UserChatMessage(message)));

        refused.Status.ShouldBe(status);
        var error = JsonDocument.Parse(refused.GetRawResponse()!.Content).RootElement.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("type").GetString().ShouldBe("invalid_request_error");
        error.GetProperty("message").GetString()!.ShouldContain(told);
        refused.Message.ShouldContain(told);
        (await silo.Client.Executions.ListAsync(new ExecutionFilter())).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData("{", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{"messages": [{"role": "user", "content": "x"}]}""", "model")]
    [InlineData("""{"model": "echo"}""", "messages")]
    [InlineData("""{"model": "echo", "messages": [{"role": "system", "content": "x"}]}""", "messages")]
    [InlineData("""{"model": "echo", "messages": [{"role": "robot", "content": "x"}]}""", "messages[0]")]
    [InlineData("""{"model": "echo", "messages": [{"role": "user", "content": [{"type": "image_url"}]}]}""", "messages[0].content")]
    [InlineData("""{"model": "echo", "messages": [{"role": "user", "content": "x"}], "tools": [{}]}""", "tools")]
    [InlineData("""{"model": "echo", "messages": [{"role": "user", "content": "x"}], "n": 2}""", "n")]
    [InlineData("""{"model": "echo", "messages": [{"role": "user", "content": "x"}], "inputs": 1}""", "inputs")]
    [InlineData("""{"model": "echo", "messages": [{"role": "user", "content": "x"}], "stream": "yes"}""", "stream")]
    public async Task WrongBody_SaysWhere(string body, string parameter)
    {
        await using var silo = await DeployedAsync(Echo, "echo");

        using var reply = await silo.PostAsync("/v1/chat/completions", body);

        ((int)reply.StatusCode).ShouldBe(400);
        JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("param").GetString().ShouldBe(parameter);
    }

    [Theory]
    [InlineData("failing", Failing, "No way")]
    [InlineData("approved", Approved, "waiting_approval")]
    public async Task NoAnswer_IsTriedOnceAlone(string id, string definition, string told)
    {
        await using var silo = await DeployedAsync(definition, id);
        var calls = new CountingPolicy();

        var failed = await Should.ThrowAsync<ClientResultException>(async () => await silo.OpenAI(calls: calls).GetChatClient(id).CompleteChatAsync(new UserChatMessage("go")));

        failed.Status.ShouldBe(422);
        failed.Message.ShouldContain(told);
        failed.GetRawResponse()!.Headers.TryGetValue("x-should-retry", out var again).ShouldBeTrue();
        again.ShouldBe("false");
        calls.Calls.ShouldBe(1);
        (await silo.Client.Executions.ListAsync(new ExecutionFilter())).Total.ShouldBe(1);
    }

    [Fact]
    public async Task StreamWithoutAnAnswer_EndsWithTheError()
    {
        await using var silo = await DeployedAsync(Failing, "failing");

        using var reply = await silo.PostAsync("/v1/chat/completions", """{"model": "failing", "stream": true, "messages": [{"role": "user", "content": "go"}]}""");

        var text = await reply.Content.ReadAsStringAsync();
        text.ShouldContain("\"error\":{\"message\":\"The execution");
        text.ShouldContain("No way");
        text.ShouldNotContain("\"finish_reason\":\"stop\"");
        text.ShouldEndWith("data: [DONE]\n\n");
    }

    [Fact]
    public async Task SameKey_GetsTheSameAnswer()
    {
        await using var silo = await DeployedAsync(Echo, "echo");
        const string Body = """{"model": "echo", "messages": [{"role": "user", "content": "hi"}]}""";

        using var first = await silo.PostAsync("/v1/chat/completions", Body, headers: ("Idempotency-Key", "k"));
        using var second = await silo.PostAsync("/v1/chat/completions", Body, headers: ("Idempotency-Key", "k"));

        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await silo.Client.Executions.ListAsync(new ExecutionFilter())).Total.ShouldBe(1);
    }

    [Fact]
    public async Task Models_AreTheDeploymentsThatTakeCalls()
    {
        await using var silo = await DeployedAsync(Echo, "echo", "talk/echo");
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("echo") { EndpointPath = "off" });
        await silo.Client.Deployments.ChangeAsync("off", new ChangeDeployment { Status = "inactive" });
        await silo.Client.Deployments.RegisterAsync(new RegisterDeployment("elsewhere", "localhost", 8090));
        var models = silo.OpenAI().GetOpenAIModelClient();

        (await models.GetModelsAsync()).Value.ShouldHaveSingleItem().ShouldSatisfyAllConditions(static model => model.Id.ShouldBe("echo"), static model => model.OwnedBy.ShouldBe("echo"));
        (await models.GetModelAsync("echo")).Value.Id.ShouldBe("echo");
        (await models.GetModelAsync("talk/echo")).Value.Id.ShouldBe("echo");
        (await Should.ThrowAsync<ClientResultException>(() => models.GetModelAsync("off"))).Status.ShouldBe(404);
        (await Should.ThrowAsync<ClientResultException>(() => models.GetModelAsync("elsewhere"))).Status.ShouldBe(404);
    }

    private static async Task<SiloHost> DeployedAsync(string definition, string id, string? path = null, params string[] settings)
    {
        var silo = await SiloHost.StartAsync(settings);
        await silo.CreateAsync(definition);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment(id) { Id = id, EndpointPath = path });
        return silo;
    }

    private static async Task AddAsync(SiloHost silo, string id, string schema)
    {
        await silo.CreateAsync($"id: {id}\nname: {id}\ninputSchema: {schema}\nstates:\n  - {{name: set, type: inject, data: {{n: 2}}, end: true}}\n");
        await silo.Client.Deployments.CreateAsync(new CreateDeployment(id));
    }
}
