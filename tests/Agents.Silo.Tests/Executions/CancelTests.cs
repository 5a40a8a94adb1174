using System.Net;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Executions;

public sealed class CancelTests
{
    [Fact]
    public async Task Cancel_EndsARunningModelCall()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Silence());
        await using var silo = await SiloHost.StartAsync("--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m");
        await silo.CreateAsync(Definitions.TwoSteps);
        var execution = await silo.RunAsync("two-steps", new { topic = "x" }, TimeSpan.Zero);
        await model.ArrivalAsync(CancellationToken.None);

        var cancelled = await silo.Client.Executions.CancelAsync(execution.Id);
        var again = await silo.Client.Executions.CancelAsync(execution.Id);

        cancelled.Status.ShouldBe("cancelled");
        again.LastSeq.ShouldBe(cancelled.LastSeq);
        (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items.ShouldHaveSingleItem().Status.ShouldBe("cancelled");
        Tables.Count(silo, "SELECT count(*) FROM execution_steps WHERE status = 'cancelled'").ShouldBe(1);
    }

    [Fact]
    public async Task Cancel_OfWhatIsOver_ConflictsAndNamesTheStatus()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var execution = await silo.RunAsync("pure");

        using var reply = await silo.PostAsync($"/api/v1/executions/{execution.Id}/cancel", "");

        reply.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await reply.Content.ReadAsStringAsync()).ShouldContain("\"current_status\":\"completed\"");
    }

    [Fact]
    public async Task Cancel_OfNothing_IsNotFound()
    {
        await using var silo = await SiloHost.StartAsync();

        using var reply = await silo.PostAsync("/api/v1/executions/nothing/cancel", "");

        reply.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
