using System.Net;
using System.Text.Json;
using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Client.Secrets;
using Agents.Silo.Secrets;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Secrets;

public sealed class ExecutionSecretTests
{
    private const string Canary = "canary-91c2e7";

    private const string Waiting = """
        id: waiting
        name: Waiting
        environment: [{name: API_TOKEN, description: "key of the shop"}, {name: REGION, required: false}]
        inputSchema: {type: object, required: [pin], properties: {pin: {type: string, minLength: 6, writeOnly: true}, topic: {type: string}}}
        states:
          - {name: wait, type: signal, signal: go, next: say}
          - {name: say, type: transform, expression: "{'told': 'pin ' + input.pin, 'got': steps.wait.output}", end: true}
        """;

    private static readonly Dictionary<string, string> Env = new() { ["API_TOKEN"] = Canary };

    private static StartExecution Start(object inputs, IReadOnlyDictionary<string, string>? env = null, string workflow = "waiting")
        => new(workflow) { Inputs = JsonSerializer.SerializeToElement(inputs), Env = env };

    private static string? Resolve(SiloHost silo, string id, string text)
        => silo.Services.GetRequiredService<SecretResolver>().Resolve(id, text, out var missing) is var resolved && missing.Count == 0 ? resolved : null;

    private static async Task<long> RowsAsync(SiloHost silo)
    {
        await using var connection = await silo.Services.GetRequiredService<IDatabase>().OpenAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM execution_secrets");
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task EnvironmentAndSecretInputs_SurviveARestart_AndGoWithTheLastEvent(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync(Waiting);

        var execution = await silo.Client.Executions.StartAsync(Start(new { pin = "pin-66473", topic = "x" }, Env));
        execution.Status.ShouldBe("waiting_signal");
        execution.Inputs.GetProperty("pin").GetString().ShouldBe("${secret:inputs.pin}");
        Resolve(silo, execution.Id, "Bearer ${env:API_TOKEN} ${secret:inputs.pin}").ShouldBe($"Bearer {Canary} pin-66473");
        await silo.RestartAsync();
        (await RowsAsync(silo)).ShouldBe(1);

        await silo.Client.Executions.PauseAsync(execution.Id);
        Resolve(silo, execution.Id, "${env:API_TOKEN}").ShouldBe(Canary, "whoever continues it has them");
        await silo.Client.Executions.ResumeAsync(execution.Id);
        await silo.Client.Executions.SignalAsync(execution.Id, new SendSignal("go") { Payload = JsonSerializer.SerializeToElement(new { leak = $"it was {Canary} and pin-66473" }) });
        var ended = await silo.EndAsync(execution.Id);

        ended.Outputs!.Value.GetProperty("told").GetString().ShouldBe("pin ${secret:inputs.pin}");
        ended.Outputs!.Value.GetProperty("got").GetProperty("leak").GetString().ShouldBe("it was [redacted] and [redacted]");
        (await RowsAsync(silo)).ShouldBe(0);
        Resolve(silo, execution.Id, "${env:API_TOKEN}").ShouldBeNull();
        var created = (await silo.Client.Executions.GetEventsAsync(execution.Id, 1)).Items[0];
        created.Data.GetProperty("secrets").EnumerateArray().Select(static name => name.GetString()).ShouldBe(["env.API_TOKEN", "inputs.pin"]);
    }

    [Fact]
    public async Task MissingEnvironment_IsSaidBeforeAnythingStarts_AndAStoredSecretStandsIn()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Waiting);

        var refusal = await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Executions.StartAsync(Start(new { pin = "pin-66473" })));
        refusal.Status.ShouldBe(HttpStatusCode.BadRequest);
        refusal.Problem.Diagnostics!.ShouldHaveSingleItem().Message.ShouldBe("The workflow needs 'API_TOKEN' in its environment (key of the shop).");

        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "API_TOKEN", Value = Canary });
        var execution = await silo.Client.Executions.StartAsync(Start(new { pin = "pin-66473" }));

        Resolve(silo, execution.Id, "${env:API_TOKEN}").ShouldBe(Canary);
        var schema = await silo.Client.Workflows.GetSchemaAsync("waiting");
        schema.RequiredEnvironment.ShouldBe(["API_TOKEN"]);
        schema.Environment.Select(static variable => (variable.Name, variable.Required, variable.IsSet)).ShouldBe([("API_TOKEN", true, true), ("REGION", false, false)]);
    }

    [Fact]
    public async Task SecretInputThatBreaksItsSchema_IsNotRepeated()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Waiting);
        var reply = await silo.PostAsync("/api/v1/executions", """{"workflow_id": "waiting", "inputs": {"pin": "4711"}, "env": {"API_TOKEN": "canary-91c2e7"}}""");
        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await reply.Content.ReadAsStringAsync();
        text.ShouldContain("/pin");
        text.ShouldNotContain("4711");
        text.ShouldNotContain(Canary);
    }

    [Theory]
    [InlineData("""{"A": 12345678}""", "env.A")]
    [InlineData("""["canary-91c2e7"]""", "object of texts")]
    [InlineData("""{"canary-91c2e7": "x"}""", "letters")]
    public async Task WrongEnvironment_IsRefusedWithoutItsValues(string env, string expected)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Waiting);
        var reply = await silo.PostAsync("/api/v1/executions", $$"""{"workflow_id": "waiting", "inputs": {"pin": "pin-66473"}, "env": {{env}}}""");
        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await reply.Content.ReadAsStringAsync();
        text.ShouldContain(expected);
        text.ShouldNotContain(Canary);
        text.ShouldNotContain("12345678");
        (await RowsAsync(silo)).ShouldBe(0);
    }

    [Fact]
    public async Task Rerun_HasTheSecretsWhileTheOtherLives_AndAsksForThemAfter()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Waiting);
        var execution = await silo.Client.Executions.StartAsync(Start(new { pin = "pin-66473" }, Env));

        var again = await silo.Client.Executions.RerunAsync(execution.Id, new RerunExecution());
        Resolve(silo, again.Id, "${env:API_TOKEN} ${secret:inputs.pin}").ShouldBe($"{Canary} pin-66473");

        await silo.Client.Executions.CancelAsync(execution.Id);
        var refusal = await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Executions.RerunAsync(execution.Id, new RerunExecution()));
        refusal.Problem.Diagnostics!.Select(static problem => problem.Path).ShouldBe(["/env/API_TOKEN", "/pin"]);

        var given = await silo.Client.Executions.RerunAsync(
            execution.Id, new RerunExecution { Env = Env, Inputs = JsonSerializer.SerializeToElement(new { pin = "pin-66474" }) });
        Resolve(silo, given.Id, "${secret:inputs.pin}").ShouldBe("pin-66474");
    }

    [Fact]
    public async Task SubWorkflow_HasTheSecretsOfItsParent_UnderItsOwnNames()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Waiting);
        await silo.CreateAsync("""
            id: parent
            inputSchema: {type: object, properties: {code: {type: string, x-secret: true}}}
            states:
              - {name: sub, type: workflow, workflow: waiting, input: {pin: "{{ input.code }}"}, end: true}
            """);
        var parent = await silo.Client.Executions.StartAsync(Start(new { code = "code-5512" }, Env, "parent"));
        string? child = null;
        await Eventually.TrueAsync(async () => (child = (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "waiting" })).Items is [var first, ..] ? first.Id : null) is not null);

        await Eventually.TrueAsync(() => Task.FromResult(Resolve(silo, child!, "${env:API_TOKEN} ${secret:inputs.pin}") == $"{Canary} code-5512"));

        await silo.Client.Executions.CancelAsync(parent.Id);
        await silo.EndAsync(child!);
        (await RowsAsync(silo)).ShouldBe(0);
    }

    [Fact]
    public async Task WhatIsLeftOfAStartThatCameToNothing_IsSwept()
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(clock.Use);
        await silo.CreateAsync(Waiting);
        var alive = await silo.Client.Executions.StartAsync(Start(new { pin = "pin-66473" }, Env));
        var store = silo.Services.GetRequiredService<ExecutionSecretStore>();
        await store.KeepAsync("never-started", ExecutionSecrets.None with { Env = ExecutionSecrets.None.Env.Add("A", Canary) });
        (await store.SweepAsync()).ShouldBe(0, "a start may be under way");

        clock.Offset = TimeSpan.FromHours(2);

        (await store.SweepAsync()).ShouldBe(1);
        (await store.FindAsync(alive.Id)).IsEmpty.ShouldBeFalse();
    }

    [Fact]
    public async Task WorkflowThatEndsAtOnce_LeavesNoRow()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var ended = await silo.Client.Executions.StartAsync(Start(new { n = 1 }, Env, "pure"));
        ended.Status.ShouldBe("completed");
        (await RowsAsync(silo)).ShouldBe(0);
    }
}
