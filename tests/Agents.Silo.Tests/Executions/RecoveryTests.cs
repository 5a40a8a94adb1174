using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Executions;

public sealed class RecoveryTests
{
    private static string[] Settings(ScriptedOpenAIServer model)
        => ["--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m"];

    [Fact]
    public async Task Restart_InTheMiddle_FinishesWithoutAskingAgainForWhatWasRecorded()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("first"), new OpenAIAnswer.Silence(), OpenAIAnswer.Text("second"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);
        var execution = await silo.RunAsync("two-steps", new { topic = "x" }, TimeSpan.Zero);
        await model.ArrivalAsync(CancellationToken.None);
        await model.ArrivalAsync(CancellationToken.None);

        await silo.RestartAsync();
        var ended = await silo.EndAsync(execution.Id);

        ended.Status.ShouldBe("completed");
        ended.Outputs!.Value.GetString().ShouldBe("second");
        model.Requests.Count.ShouldBe(3);
        // The step that was under way is asked again under the same key, the finished one is not.
        model.Requests[1].IdempotencyKey.ShouldBe(model.Requests[2].IdempotencyKey);
        model.Requests[0].IdempotencyKey.ShouldNotBe(model.Requests[1].IdempotencyKey);
        (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items.Select(static step => step.Attempts.Count).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task Retry_ThatFellDueWhileTheSiloWasDown_HappensAfterTheStart()
    {
        var clock = new ManualClock();
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Error(503), OpenAIAnswer.Text("first"), OpenAIAnswer.Text("second"));
        await using var silo = await SiloHost.StartAsync(clock.Use, Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);
        var execution = await silo.RunAsync("two-steps", new { topic = "x" }, TimeSpan.Zero);
        await model.ArrivalAsync(CancellationToken.None);
        await Eventually.TrueAsync(async () => (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items[0].Status == "pending");

        await silo.RestartAsync(between: () => clock.Offset += TimeSpan.FromMinutes(30));
        var ended = await silo.EndAsync(execution.Id);

        ended.Status.ShouldBe("completed");
        (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items[0].Attempts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ExecutionTimeout_ThatPassedWhileTheSiloWasDown_FiresAfterTheStart()
    {
        var clock = new ManualClock();
        await using var model = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Silence());
        await using var silo = await SiloHost.StartAsync(clock.Use, Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps + "\ntimeout: 2m");
        var execution = await silo.RunAsync("two-steps", new { topic = "x" }, TimeSpan.Zero);
        await model.ArrivalAsync(CancellationToken.None);

        await silo.RestartAsync(between: () => clock.Offset += TimeSpan.FromMinutes(5));

        (await silo.EndAsync(execution.Id)).Status.ShouldBe("timed_out");
    }
}
