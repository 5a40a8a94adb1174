using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tests.Executions;

public sealed class ContextLimitTests
{
    [Fact]
    public async Task StepWhoseResultIsTooLarge_Fails_AndTheSiloGoesOn()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text(new string('x', 30_000)), OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(
            "--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m", "--AGENTS_MAX_CONTEXT_BYTES", "20000");
        await silo.CreateAsync(Definitions.TwoSteps);

        var failed = await silo.RunAsync("two-steps", new { topic = "x" });
        var next = await silo.RunAsync("two-steps", new { topic = "x" });

        (failed.Status, failed.Error!.Category, failed.Error.Code, failed.Error.State).ShouldBe(("failed", "validation_error", "context_too_large", "draft"));
        // It was paid for and is recorded.
        failed.TotalTokens.Total.ShouldBe(18);
        next.Status.ShouldBe("completed");
    }

    [Fact]
    public async Task WrongLimit_StopsTheStartAndNamesTheKey()
        => (await Should.ThrowAsync<OptionsValidationException>(() => SiloHost.StartAsync("--AGENTS_MAX_CONTEXT_BYTES", "64MB"))).Message.ShouldContain("AGENTS_MAX_CONTEXT_BYTES");
}
