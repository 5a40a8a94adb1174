using System.Net;
using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Executions;

public sealed class PauseTests
{
    [Fact]
    public async Task Pause_HoldsTheNextStepAcrossARestart_AndResumeGoesOn()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Silence(), OpenAIAnswer.Text("first"), OpenAIAnswer.Text("second"));
        await using var silo = await SiloHost.StartAsync("--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m");
        await silo.CreateAsync(Definitions.TwoSteps);
        var execution = await silo.RunAsync("two-steps", new { topic = "x" }, TimeSpan.Zero);
        await model.ArrivalAsync(CancellationToken.None);

        (await silo.Client.Executions.PauseAsync(execution.Id, new ControlExecution { Actor = "ada", Reason = "lunch" })).Status.ShouldBe("paused");
        await silo.RestartAsync();
        await Eventually.TrueAsync(async () => (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items[0].Status == "succeeded");
        (await silo.Client.Executions.GetAsync(execution.Id)).Status.ShouldBe("paused");
        model.Requests.Count.ShouldBe(2);

        await silo.Client.Executions.ResumeAsync(execution.Id);

        (await silo.EndAsync(execution.Id)).Status.ShouldBe("completed");
        var paused = (await silo.Client.Executions.GetEventsAsync(execution.Id)).Items.Single(static happened => happened.Type == "execution.paused");
        (paused.Data.GetProperty("actor").GetString(), paused.Data.GetProperty("reason").GetString()).ShouldBe(("user:ada", "lunch"));
    }

    [Fact]
    public async Task Pause_OfWhatIsOver_ConflictsWithTheStatus()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var ended = await silo.RunAsync("pure");

        var refusal = await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Executions.PauseAsync(ended.Id));

        refusal.Status.ShouldBe(HttpStatusCode.Conflict);
        refusal.Problem.CurrentStatus.ShouldBe("completed");
    }
}
