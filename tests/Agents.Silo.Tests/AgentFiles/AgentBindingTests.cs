using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.AgentFiles;

public sealed class AgentBindingTests : IDisposable
{
    private const string TwoSteps = """
        id: two-steps
        states:
          - {name: first, type: agent, agent: writer, task: "Begin", next: gate}
          - {name: gate, type: signal, signal: go, next: second}
          - {name: second, type: agent, agent: writer, task: "Go on", end: true}
        """;

    private readonly EnvironmentFiles _files = new();

    public void Dispose() => _files.Dispose();

    private static string Instructions(OpenAIRequest request) => request.Body.GetProperty("messages")[0].GetProperty("content").GetString()!;

    private static string Roles(OpenAIRequest request) => string.Join(' ', request.Body.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("role").GetString()));

    private async Task<SiloHost> StartAsync(ScriptedOpenAIServer model)
        => await SiloHost.StartAsync([.. _files.Settings, "--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m"]);

    private static Task<ScriptedOpenAIServer> ModelAsync() => ScriptedOpenAIServer.StartAsync(static request => OpenAIAnswer.Text($"as {Instructions(request)}"));

    [Fact]
    public async Task Execution_KeepsTheAgentsThatItBeganWith_AcrossAnEditAndARestart()
    {
        _files.Agent("writer", "{{role \"system\"}}\nOld hand.");
        await using var model = await ModelAsync();
        await using var silo = await StartAsync(model);
        await silo.CreateAsync(TwoSteps);
        var begun = await silo.RunAsync("two-steps", wait: TimeSpan.Zero);
        await Eventually.TrueAsync(async () => (await silo.Client.Executions.GetAsync(begun.Id)).Status == "waiting_signal");

        _files.Agent("writer", "{{role \"system\"}}\nNew hand.");
        await silo.RestartAsync();
        await silo.Client.AgentFiles.SyncAsync();
        await silo.Client.Executions.SignalAsync(begun.Id, new SendSignal("go"));
        var ended = await silo.EndAsync(begun.Id);
        await silo.Client.Executions.RerunAsync(begun.Id, new RerunExecution { FromStep = "second" }, wait: TimeSpan.FromSeconds(60));
        await silo.RunAsync("two-steps", wait: TimeSpan.Zero);
        await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 4));

        ended.Status.ShouldBe("completed", ended.Error?.Message);
        model.Requests.Select(Instructions).ShouldBe(["Old hand.", "Old hand.", "Old hand.", "New hand."], "a fork keeps what it repeats; a new execution gets the new file");
        (await silo.Client.Executions.ReplayAsync(begun.Id)).Identical.ShouldBeTrue();
        (await silo.Client.AgentFiles.GetAsync("writer")).Versions.Select(static version => version.Version).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Prompt_IsFilledIn_AndTheTaskFollowsWhereItIsNotRead()
    {
        _files.Agent("poet", """
            ---
            input: {schema: {style: string}}
            ---
            {{role "system"}}
            You write {{style}} verse.
            {{role "user"}}
            A sample, please.
            {{role "model"}}
            Roses.
            """);
        await using var model = await ModelAsync();
        await using var silo = await StartAsync(model);
        await silo.CreateAsync("""
            id: poem
            states:
              - {name: write, type: agent, agent: poet, task: "Write of {{ input.subject }}", variables: {style: "free & <wild>"}, end: true}
            """);

        var ended = await silo.RunAsync("poem", new { subject = "rain" });

        ended.Status.ShouldBe("completed", ended.Error?.Message);
        var request = model.Requests.ShouldHaveSingleItem();
        Roles(request).ShouldBe("system user assistant user");
        Instructions(request).ShouldBe("You write free & <wild> verse.");
        request.LastMessage.ShouldStartWith("Write of rain");
    }

    [Fact]
    public async Task AgentOfAnotherEnvironment_IsNamedWithIt_AndAnUnknownOneIsRefused()
    {
        _files.Agent("judge", "{{role \"system\"}}\nDefault judge.");
        _files.Agent("judge", "{{role \"system\"}}\nStaging judge.", environment: "staging");
        await using var model = await ModelAsync();
        await using var silo = await StartAsync(model);
        await silo.CreateAsync("{id: away, states: [{name: a, type: agent, agent: judge@staging, task: Go, end: true}]}");
        await silo.CreateAsync("{id: at-home, states: [{name: a, type: agent, agent_id: judge, task: Go, end: true}]}");
        await silo.CreateAsync("{id: nobody, states: [{name: a, type: agent, agent: judge@nowhere, task: Go, end: true}]}");

        await silo.RunAsync("away");
        await silo.RunAsync("at-home");
        var refused = await silo.RunAsync("nobody");

        model.Requests.Select(Instructions).ShouldBe(["Staging judge.", "Default judge."]);
        refused.Status.ShouldBe("failed");
        refused.Error!.Message.ShouldContain("'judge', which environment 'nowhere' does not have");
    }

    [Fact]
    public async Task AgentOfAnEnvironment_CallsAnotherAsItsTool()
    {
        _files.Agent("boss", "---\ntools: [scout]\n---\n{{role \"system\"}}\nBoss.");
        _files.Agent("scout", "---\ndescription: Looks things up.\n---\n{{role \"system\"}}\nScout.\n{{role \"user\"}}\nFind {{task}}!");
        await using var model = await ScriptedOpenAIServer.StartAsync(static request => (Instructions(request), request.Answers) switch
        {
            ("Boss.", 0) => OpenAIAnswer.Call(new ScriptedCall("b0", "scout", """{"task": "n"}""")),
            ("Boss.", _) => OpenAIAnswer.Text($"told: {request.LastMessage}"),
            _ => OpenAIAnswer.Text($"heard: {request.LastMessage}"),
        });
        await using var silo = await StartAsync(model);
        await silo.CreateAsync("{id: helped, states: [{name: a, type: agent, agent: boss, task: Go, end: true}]}");

        var ended = await silo.RunAsync("helped");

        ended.Status.ShouldBe("completed", ended.Error?.Message);
        ended.Outputs!.Value.GetString().ShouldBe("told: heard: Find n!");
        var created = (await silo.Client.Executions.GetEventsAsync(ended.Id)).Items[0];
        created.Data.GetProperty("agents").EnumerateObject().Select(static agent => agent.Name).ShouldBe(["boss", "scout"]);
    }

    [Fact]
    public async Task KnownAgent_TakesTheWarningAway_AndItsSchemaIsHeldAgainstWhatIsRead()
    {
        _files.Agent("rater", "---\noutput: {schema: {score: number}}\n---\nRate.");
        await using var silo = await SiloHost.StartAsync(_files.Settings);

        var fine = await silo.Client.Workflows.CreateAsync("{id: fine, states: [{name: a, type: agent, agent: rater, task: Go, end: true}]}");
        var unknown = await silo.Client.Workflows.CreateAsync("{id: odd, states: [{name: a, type: agent, agent: ratter, task: Go, end: true}]}");

        fine.Diagnostics.ShouldBeEmpty();
        unknown.Diagnostics.ShouldHaveSingleItem().Hint!.ShouldContain("rater");
    }
}
