using Agents.Client.Secrets;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Executions.Validation;

/// <summary>What every execution has checked before its first step.</summary>
public sealed class ValidatingTests
{
    private static string[] Settings(ScriptedOpenAIServer model)
        => ["--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m"];

    [Fact]
    public async Task RefusedKey_FailsBeforeAnyModelCall_WithEveryReason()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        model.Models = OpenAIAnswer.Error(401, "No.");
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync("""
            id: wrong
            agents: {writer: {instructions: "Write."}}
            states:
              - {name: write, type: agent, agent: writer, task: "T", next: call}
              - {name: call, type: workflow, workflow: nowhere, end: true}
            """);

        var ended = await silo.RunAsync("wrong");

        (ended.Status, ended.StartedAt).ShouldBe(("failed", null));
        ended.Error!.Message.ShouldContain("refused the key (401)");
        ended.Error.Message.ShouldContain("'nowhere', which is not stored here");
        model.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(404)]
    public async Task ProviderThatMayRecover_IsLeftToTheStepsRetries(int status)
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        model.Models = OpenAIAnswer.Error(status, "No.");
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);

        (await silo.RunAsync("two-steps", new { topic = "x" })).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task Look_IsReusedForAMinute()
    {
        var clock = new ManualClock();
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(clock.Use, Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => silo.RunAsync("two-steps", new { topic = "x" })));
        model.ModelLists.ShouldBe(1);
        clock.Offset += TimeSpan.FromSeconds(61);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => silo.RunAsync("two-steps", new { topic = "x" })));

        await Eventually.TrueAsync(() => Task.FromResult(model.ModelLists == 2));
    }

    [Fact]
    public async Task KeyThatIsRefusedMeanwhile_RefusesWhatComesAfterTheLook()
    {
        var clock = new ManualClock();
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(clock.Use, Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.RunAsync("two-steps", new { topic = "x" });
        model.Models = OpenAIAnswer.Error(403, "No.");
        clock.Offset += TimeSpan.FromSeconds(61);

        await Eventually.TrueAsync(async () => (await silo.RunAsync("two-steps", new { topic = "x" })).Status == "failed");

        model.Models = OpenAIAnswer.ModelList;
        clock.Offset += TimeSpan.FromSeconds(61);
        (await silo.RunAsync("two-steps", new { topic = "x" })).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task KeyThatIsMended_IsLookedAtAtOnce()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        model.Models = OpenAIAnswer.Error(401, "No.");
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);
        (await silo.RunAsync("two-steps", new { topic = "x" })).Status.ShouldBe("failed");

        model.Models = OpenAIAnswer.ModelList;
        await silo.Client.Secrets.SetAsync(new SetSecret { Provider = "openai", ApiKey = "sk-another-key" });

        (await silo.RunAsync("two-steps", new { topic = "x" })).Status.ShouldBe("completed");
    }
}
