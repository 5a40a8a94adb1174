using System.Net;
using Agents.Client.Deployments;
using Agents.Client.Problems;
using Agents.Silo.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Agents.Silo.Tests.Deployments;

public sealed class HealthQuestionTests
{
    [Fact]
    public async Task WhatIsWell_IsRegistered_AndWhatIsNotIsRefusedWithTheReason()
    {
        await using var silo = await SiloHost.StartAsync("--Tools:AllowedNetworks:0", "127.0.0.1/32");
        await using var well = await ServeAsync(StatusCodes.Status200OK);
        await using var unwell = await ServeAsync(StatusCodes.Status503ServiceUnavailable);

        var registered = await silo.Client.Deployments.RegisterAsync(Of("well", PortOf(well)));
        var refused = await RefusalAsync(silo, Of("unwell", PortOf(unwell)));
        var port = PortOf(unwell);
        await unwell.StopAsync();
        var unreachable = await RefusalAsync(silo, Of("gone", port));

        registered.Health.ShouldBe(DeploymentHealth.Alive);
        refused.ShouldContain("answers 503");
        unreachable.ShouldContain("cannot be reached");
        (await silo.Client.Deployments.ListAsync()).Items.ShouldHaveSingleItem().Id.ShouldBe("well");
    }

    [Fact]
    public async Task AddressThatNobodyAllowed_IsNotAsked()
    {
        await using var silo = await SiloHost.StartAsync();
        await using var inside = await ServeAsync(StatusCodes.Status200OK);

        (await RefusalAsync(silo, Of("inside", PortOf(inside)))).ShouldContain("Tools:AllowedNetworks");
    }

    private static RegisterDeployment Of(string id, int port) => new(id, "127.0.0.1", port) { VerifyHealth = true };

    private static async Task<string> RefusalAsync(SiloHost silo, RegisterDeployment registration)
    {
        var refused = await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.RegisterAsync(registration));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return refused.Message;
    }

    private static async Task<WebApplication> ServeAsync(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/health", () => Results.StatusCode(status));
        await app.StartAsync();
        return app;
    }

    private static int PortOf(WebApplication app) => new Uri(app.Urls.Single()).Port;
}
