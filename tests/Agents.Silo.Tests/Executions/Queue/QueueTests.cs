using System.Net;
using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tests.Executions.Queue;

public sealed class QueueTests
{
    private static string Agent(string id) => $$$"""
        id: {{{id}}}
        agents: {writer: {instructions: "Write."}}
        states: [{name: write, type: agent, agent: writer, task: "{{{id}}} {{ input.n }}", end: true}]
        """;

    // Answers wait until they are let go, one by one; what was asked tells who began.
    private sealed class Gate : IAsyncDisposable
    {
        private readonly SemaphoreSlim _open = new(0);

        public ScriptedOpenAIServer Model { get; private init; } = null!;

        public static async Task<Gate> StartAsync()
        {
            Gate? gate = null;
            var model = await ScriptedOpenAIServer.StartAsync(_ =>
            {
                gate!._open.Wait();
                return OpenAIAnswer.Text("done");
            });
            return gate = new Gate { Model = model };
        }

        public string[] Settings(int most) =>
            ["--Models:Providers:openai:BaseUrl", Model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m", "--Executions:MaxConcurrent", $"{most}"];

        public IReadOnlyList<string> Asked => [.. Model.Requests.Select(static request => request.Body.GetProperty("messages")[1].GetProperty("content").GetString()!.Split('\n')[0])];

        public Task AskedAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(Model.Requests.Count >= count));

        public void Open(int count = 1) => _open.Release(count);

        public async ValueTask DisposeAsync()
        {
            Open(1_000);
            await Model.DisposeAsync();
            _open.Dispose();
        }
    }

    private static async Task<string> StartAsync(SiloHost silo, string workflow, int n) => (await silo.RunAsync(workflow, new { n }, TimeSpan.Zero)).Id;

    [Fact]
    public async Task OverTheLimit_IsQueued_AndBeginsInTurn()
    {
        await using var gate = await Gate.StartAsync();
        await using var silo = await SiloHost.StartAsync(gate.Settings(1));
        await silo.CreateAsync(Agent("a"));
        await silo.CreateAsync(Agent("b"));
        await StartAsync(silo, "a", 1);
        await gate.AskedAsync(1);

        string[] queued = [await StartAsync(silo, "a", 2), await StartAsync(silo, "a", 3), await StartAsync(silo, "b", 1)];

        var details = await Task.WhenAll(queued.Select(id => silo.Client.Executions.GetAsync(id)));
        details.Select(static detail => (detail.Status, detail.QueuePosition, detail.StartedAt)).ShouldBe([("queued", 1, null), ("queued", 3, null), ("queued", 2, null)]);
        var status = await silo.Client.GetStatusAsync();
        (status.ActiveExecutions["queued"], status.ActiveExecutions["running"]).ShouldBe((3, 1));
        (status.Concurrency!.Active, status.Concurrency.Limit).ShouldBe((1, 1));
        gate.Asked.Count.ShouldBe(1);

        gate.Open(4);
        foreach (var id in queued)
        {
            (await silo.EndAsync(id)).Status.ShouldBe("completed");
        }

        gate.Asked.ShouldBe(["a 1", "a 2", "b 1", "a 3"]);
        (await silo.Client.Executions.GetAsync(queued[0])).QueuePosition.ShouldBeNull();
        await Eventually.TrueAsync(async () => (await silo.Client.GetStatusAsync()).Concurrency!.Active == 0);
    }

    [Fact]
    public async Task Restart_QueuesAgainInOrder_BehindWhatRan()
    {
        await using var gate = await Gate.StartAsync();
        await using var silo = await SiloHost.StartAsync(gate.Settings(1));
        await silo.CreateAsync(Agent("a"));
        await silo.CreateAsync(Agent("b"));
        var ids = new List<string> { await StartAsync(silo, "a", 1) };
        await gate.AskedAsync(1);
        ids.AddRange([await StartAsync(silo, "a", 2), await StartAsync(silo, "a", 3), await StartAsync(silo, "b", 1)]);

        await silo.RestartAsync();
        await gate.AskedAsync(2);
        gate.Open(5);
        foreach (var id in ids)
        {
            (await silo.EndAsync(id)).Status.ShouldBe("completed");
        }

        gate.Asked.ShouldBe(["a 1", "a 1", "a 2", "b 1", "a 3"]);
    }

    [Fact]
    public async Task CancelInTheQueue_WorksAtOnce_AndTheNextOneHasItsPlace()
    {
        await using var gate = await Gate.StartAsync();
        await using var silo = await SiloHost.StartAsync(gate.Settings(1));
        await silo.CreateAsync(Agent("a"));
        var first = await StartAsync(silo, "a", 1);
        await gate.AskedAsync(1);
        var second = await StartAsync(silo, "a", 2);
        var third = await StartAsync(silo, "a", 3);

        (await silo.Client.Executions.CancelAsync(second)).Status.ShouldBe("cancelled");

        (await silo.Client.Executions.GetAsync(third)).QueuePosition.ShouldBe(1);
        gate.Open(2);
        await silo.EndAsync(first);
        (await silo.EndAsync(third)).Status.ShouldBe("completed");
        gate.Asked.ShouldBe(["a 1", "a 3"]);
    }

    [Fact]
    public async Task PausedInTheQueue_IsPassed_AndResumesIntoIt()
    {
        await using var gate = await Gate.StartAsync();
        await using var silo = await SiloHost.StartAsync(gate.Settings(1));
        await silo.CreateAsync(Agent("a"));
        var first = await StartAsync(silo, "a", 1);
        await gate.AskedAsync(1);
        var second = await StartAsync(silo, "a", 2);
        await silo.Client.Executions.PauseAsync(second);

        gate.Open();
        await silo.EndAsync(first);
        (await silo.Client.Executions.GetAsync(second)).Status.ShouldBe("paused");
        gate.Open();
        await silo.Client.Executions.ResumeAsync(second);

        (await silo.EndAsync(second)).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task PreferWait_WaitsThroughTheQueue()
    {
        await using var gate = await Gate.StartAsync();
        await using var silo = await SiloHost.StartAsync(gate.Settings(1));
        await silo.CreateAsync(Agent("a"));
        await StartAsync(silo, "a", 1);
        await gate.AskedAsync(1);

        var second = silo.RunAsync("a", new { n = 2 });
        await Eventually.TrueAsync(async () => (await silo.Client.GetStatusAsync()).ActiveExecutions.ContainsKey("queued"));
        gate.Open(2);

        (await second).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task ManyMoreThanTheLimit_AllEnd_AndNeverRunTogether()
    {
        var (running, most) = (0, 0);
        var gate = new Lock();
        await using var model = await ScriptedOpenAIServer.StartAsync(_ =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++running);
            }

            Thread.Yield();
            lock (gate)
            {
                running--;
            }

            return OpenAIAnswer.Text("done");
        });
        await using var silo = await SiloHost.StartAsync(
            "--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m", "--Executions:MaxConcurrent", "3");
        await silo.CreateAsync(Agent("a"));

        var ended = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => silo.RunAsync("a", new { n })));

        ended.Select(static execution => execution.Status).Distinct().ShouldBe(["completed"]);
        model.Requests.Count.ShouldBe(60);
        most.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task SubWorkflows_OnASiloForOne_DoNotDeadlock()
    {
        await using var silo = await SiloHost.StartAsync("--Executions:MaxConcurrent", "1");
        await silo.CreateAsync(Agent("inner"));
        await silo.CreateAsync("""
            id: outer
            states:
              - name: each
                type: foreach
                itemsPath: input.items
                itemName: it
                maxConcurrency: 5
                iterator: {states: [{name: call, type: workflow, workflow: inner, input: {n: "{{ it }}"}, end: true}]}
                end: true
            """);

        var ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => silo.RunAsync("outer", new { items = new[] { 1, 2, 3, 4, 5 } })));

        ended.Select(static execution => execution.Status).Distinct().ShouldBe(["completed"]);
    }

    [Fact]
    public async Task Waiting_LeavesItsPlaceToOthers()
    {
        await using var silo = await SiloHost.StartAsync("--Executions:MaxConcurrent", "1");
        await silo.CreateAsync("""
            id: patient
            states: [{name: wait, type: signal, signal: go, end: true}]
            """);
        await silo.CreateAsync(Definitions.TwoSteps);
        var waiting = await silo.RunAsync("patient", wait: TimeSpan.Zero);
        waiting.Status.ShouldBe("waiting_signal");

        (await silo.RunAsync("two-steps", new { topic = "x" })).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task Rerun_IsQueuedToo()
    {
        await using var gate = await Gate.StartAsync();
        await using var silo = await SiloHost.StartAsync(gate.Settings(1));
        await silo.CreateAsync(Agent("a"));
        var first = await StartAsync(silo, "a", 1);
        await gate.AskedAsync(1);

        var fork = await silo.Client.Executions.RerunAsync(first, new RerunExecution { AtSeq = 2 });

        (fork.Status, fork.QueuePosition).ShouldBe(("queued", 1));
        gate.Open(2);
        (await silo.EndAsync(fork.Id)).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task IdempotencyKey_OfWhatIsQueued_FindsIt()
    {
        await using var gate = await Gate.StartAsync();
        await using var silo = await SiloHost.StartAsync(gate.Settings(1));
        await silo.CreateAsync(Agent("a"));
        await StartAsync(silo, "a", 1);
        await gate.AskedAsync(1);
        const string Body = """{"workflow_id": "a", "inputs": {"n": 2}}""";

        using var first = await silo.PostAsync("/api/v1/executions", Body, headers: ("Idempotency-Key", "k"));
        using var second = await silo.PostAsync("/api/v1/executions", Body, headers: ("Idempotency-Key", "k"));

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await silo.Client.GetStatusAsync()).ActiveExecutions["queued"].ShouldBe(1);
    }

    [Theory]
    [InlineData("--Executions:MaxConcurrent", "0")]
    [InlineData("--AGENTS_MAX_CONCURRENT_EXECUTIONS", "many")]
    public async Task WrongLimit_StopsTheStartAndNamesTheKey(string key, string value)
        => (await Should.ThrowAsync<OptionsValidationException>(() => SiloHost.StartAsync(key, value))).Message.ShouldContain("AGENTS_MAX_CONCURRENT_EXECUTIONS");
}
