using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Executions;

public sealed class SubWorkflowTests
{
    private const string Inner = """
        id: inner
        inputSchema: {type: object, required: [n], properties: {n: {type: integer}}}
        states:
          - {name: wait, type: signal, signal: go, next: double}
          - {name: double, type: transform, expression: "{'n': ctx.n * 2}", end: true}
        """;

    private const string Outer = """
        id: outer
        states:
          - {name: call, type: workflow, workflow: inner, input: {n: "{{ start }}"}, next: done}
          - {name: done, type: transform, expression: "{'got': steps.call.n}", end: true}
        """;

    private static async Task<(string Parent, string Child)> StartAsync(SiloHost silo, string outer = Outer)
    {
        await silo.CreateAsync(Inner);
        await silo.CreateAsync(outer);
        var parent = await silo.RunAsync("outer", new { start = 21 }, TimeSpan.Zero);
        await Eventually.TrueAsync(async () => (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "inner" })).Items is [{ Status: "waiting_signal" }]);
        var child = (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "inner" })).Items[0];
        return (parent.Id, child.Id);
    }

    [Fact]
    public async Task Parent_WaitsAndGoesOnWithTheOutput()
    {
        await using var silo = await SiloHost.StartAsync();
        var (parent, child) = await StartAsync(silo);
        (await silo.Client.Executions.GetAsync(parent)).Status.ShouldBe("running");

        await silo.Client.Executions.SignalAsync(child, new SendSignal("go"));

        var ended = await silo.EndAsync(parent);
        ended.Outputs!.Value.GetProperty("got").GetInt32().ShouldBe(42);
        // Linked both ways.
        (await silo.Client.Executions.GetStepsAsync(parent)).Items[0].Wait!.ExecutionId.ShouldBe(child);
        var inner = await silo.Client.Executions.GetAsync(child);
        (inner.ParentExecutionId, inner.TriggerType).ShouldBe((parent, "workflow"));
    }

    [Fact]
    public async Task Restart_StartsItOnceAndFindsItsEnd()
    {
        await using var silo = await SiloHost.StartAsync();
        var (parent, child) = await StartAsync(silo);

        await silo.RestartAsync();
        await silo.Client.Executions.SignalAsync(child, new SendSignal("go"));

        (await silo.EndAsync(parent)).Status.ShouldBe("completed");
        Tables.Count(silo, "SELECT count(*) FROM executions WHERE workflow_id = 'inner'").ShouldBe(1);
    }

    [Fact]
    public async Task Cancel_Propagates()
    {
        await using var silo = await SiloHost.StartAsync();
        var (parent, child) = await StartAsync(silo);

        await silo.Client.Executions.CancelAsync(parent);

        (await silo.EndAsync(child)).Status.ShouldBe("cancelled");
    }

    private static Task StatusAsync(SiloHost silo, string id, string status)
        => Eventually.TrueAsync(async () => (await silo.Client.Executions.GetAsync(id)).Status == status);

    [Fact]
    public async Task Pause_Propagates_AndSoDoesResume()
    {
        await using var silo = await SiloHost.StartAsync();
        var (parent, child) = await StartAsync(silo);

        await silo.Client.Executions.PauseAsync(parent);
        await StatusAsync(silo, child, "paused");
        await silo.Client.Executions.SignalAsync(child, new SendSignal("go"));
        (await silo.Client.Executions.GetAsync(child)).Status.ShouldBe("paused");
        await silo.Client.Executions.ResumeAsync(parent);

        (await silo.EndAsync(parent)).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task PausedFamily_StaysPausedAcrossARestart_DownToGrandchildren()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            id: top
            states: [{name: call, type: workflow, workflow: outer, input: {start: 21}, end: true}]
            """);
        await silo.CreateAsync(Inner);
        await silo.CreateAsync(Outer);
        var top = await silo.RunAsync("top", wait: TimeSpan.Zero);
        await Eventually.TrueAsync(async () => (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "inner" })).Items is [{ Status: "waiting_signal" }]);
        var grandchild = (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "inner" })).Items[0].Id;
        await silo.Client.Executions.PauseAsync(top.Id);
        await StatusAsync(silo, grandchild, "paused");

        await silo.RestartAsync();
        (await silo.Client.Executions.GetAsync(grandchild)).Status.ShouldBe("paused");
        await silo.Client.Executions.ResumeAsync(top.Id);
        await StatusAsync(silo, grandchild, "waiting_signal");
        await silo.Client.Executions.SignalAsync(grandchild, new SendSignal("go"));

        (await silo.EndAsync(top.Id)).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task ChildThatSomebodyPaused_StaysPausedWhenItsParentIsResumed()
    {
        await using var silo = await SiloHost.StartAsync();
        var (parent, child) = await StartAsync(silo);
        await silo.Client.Executions.PauseAsync(child);
        await silo.Client.Executions.PauseAsync(parent);

        await silo.Client.Executions.ResumeAsync(parent);
        await silo.Client.Executions.SignalAsync(child, new SendSignal("go"));

        (await silo.Client.Executions.GetAsync(child)).Status.ShouldBe("paused");
        await silo.Client.Executions.ResumeAsync(child);
        (await silo.EndAsync(parent)).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task CancelOfTheChild_FailsTheParentsStep()
    {
        await using var silo = await SiloHost.StartAsync();
        var (parent, child) = await StartAsync(silo);

        await silo.Client.Executions.CancelAsync(child);

        var ended = await silo.EndAsync(parent);
        (ended.Status, ended.Error!.Category, ended.Error.State).ShouldBe(("failed", "conflict", "call"));
    }

    [Fact]
    public async Task InputsThatDoNotFit_FailTheStep()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Inner);
        await silo.CreateAsync(Outer);

        var ended = await silo.RunAsync("outer", new { start = "x" });

        ended.Error!.Category.ShouldBe("validation_error");
        ended.Error.Message.ShouldContain("'inner'");
    }

    [Fact]
    public async Task UnknownWorkflow_IsRefusedBeforeTheFirstStep()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Outer);

        var ended = await silo.RunAsync("outer", new { start = 1 });

        ended.Error!.Message.ShouldContain("'inner', which is not stored here");
        ended.StartedAt.ShouldBeNull();
    }

    [Fact]
    public async Task WorkflowThatRunsItself_StopsAtTheDepthLimit()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            id: again
            states:
              - {name: call, type: workflow, workflow: again, end: true}
            """);

        var ended = await silo.RunAsync("again");

        ended.Status.ShouldBe("failed");
        ended.Error!.Message.ShouldContain("10 deep");
        Tables.Count(silo, "SELECT count(*) FROM executions").ShouldBe(11);
    }
}
