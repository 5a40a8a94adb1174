using System.Net;
using Agents.Client.Access;
using Agents.ServiceDefaults.Tokens;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Access;

public sealed class PlainTransportTests
{
    private static readonly (string, string) Plain = (SiloClient.TransportHeader, SiloClient.PlainTransport);

    [Theory]
    [InlineData("/api/v1/settings/secrets", """{"name": "TOKEN", "value": "canary-4b1c9d"}""")]
    [InlineData("/api/v1/settings/keys", """{"name": "x", "scopes": ["viewer"]}""")]
    [InlineData("/api/v1/executions", """{"workflow_id": "pure", "env": {"TOKEN": "canary-4b1c9d"}}""")]
    public async Task Secrets_AreRefusedOverAPlainNetworkAndTakenElse(string path, string body)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);

        using var refused = await silo.PostAsync(path, body, headers: Plain);
        using var taken = await silo.PostAsync(path, body);

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var detail = await refused.Content.ReadFromJsonProblemAsync();
        detail.ShouldContain("HTTPS");
        detail.ShouldNotContain("canary");
        taken.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task WhatIsNoSecret_GoesOverAPlainNetwork()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);

        using var started = await silo.PostAsync("/api/v1/executions", """{"workflow_id": "pure"}""", headers: Plain);

        started.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Link_VotesAsItsMakerUnlessAnAdminMadeIt()
    {
        await using var silo = await KeyedSilo.StartAsync();
        var admin = silo.ClientOf(await silo.NewKeyAsync(KeyScopes.Admin));
        await admin.Workflows.CreateAsync("""
            id: ask
            name: Ask
            states:
              - {name: ask, type: human_approval, title: "Go on?", next: done}
              - {name: done, type: inject, data: {n: 1}, end: true}
            """);
        await admin.Executions.StartAsync(new Client.Executions.StartExecution("ask"));
        Client.Approvals.ApprovalRecord? approval = null;
        await Eventually.TrueAsync(async () => (approval = (await admin.Approvals.ListAsync(new Client.Approvals.ApprovalFilter())).Items.SingleOrDefault()) is not null);
        var eve = (await silo.MakeAsync(new CreateKey { Name = "x", Principal = "eve", Scopes = [KeyScopes.Approver] })).Key;

        using var link = await silo.SendAsync(eve, "POST", $"/api/v1/approvals/{approval!.Id}/links", """{"decision": "approve", "actor": "boss"}""");
        using var ofAdmin = await silo.SendAsync(await silo.NewKeyAsync(KeyScopes.Admin), "POST", $"/api/v1/approvals/{approval.Id}/links", """{"decision": "approve", "actor": "boss"}""");

        (await link.Content.ReadAsStringAsync()).ShouldContain("user:eve");
        (await ofAdmin.Content.ReadAsStringAsync()).ShouldContain("user:boss");
    }
}
