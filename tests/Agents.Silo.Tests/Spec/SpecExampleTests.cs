using System.Text.Json;
using Agents.Client.Approvals;
using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing;

namespace Agents.Silo.Tests.Spec;

/// <summary>
/// The YAML examples of the workflow engine's specification, one file each beside this one. Fragments stand in the smallest workflow that runs them.
/// All of them run on the offline provider, over HTTP.
/// </summary>
public sealed class SpecExampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Agents.Silo.Tests", "Spec");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.workflow.yaml").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static async Task<string> StoreAsync(SiloHost silo, string name)
        => await silo.CreateAsync(await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.workflow.yaml")));

    private static async Task<ExecutionDetail> RunAsync(SiloHost silo, string name, object? inputs = null) => await silo.RunAsync(await StoreAsync(silo, name), inputs);

    private static async Task<IReadOnlyList<string>> StatesAsync(SiloHost silo, ExecutionDetail execution)
        => [.. (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items.Select(static step => step.State)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Example_IsStoredWithoutErrors(string file)
    {
        await using var silo = await SiloHost.StartAsync();

        var stored = await silo.Client.Workflows.CreateAsync(await File.ReadAllTextAsync(Path.Combine(Folder, file)));

        stored.Diagnostics.ShouldAllBe(found => found.Severity != "error");
        stored.Version.ShouldBe(1);
    }

    [Theory]
    [InlineData("definition")]
    [InlineData("operation")]
    [InlineData("agent-run")]
    [InlineData("inject")]
    [InlineData("file")]
    public async Task Example_Completes(string name)
    {
        await using var silo = await SiloHost.StartAsync();

        var execution = await RunAsync(silo, name, new { @namespace = "prod", service = "api" });

        execution.Status.ShouldBe("completed", execution.Error?.Message);
        execution.Outputs.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("definition", "namespace")]
    [InlineData("operation", "namespace")]
    [InlineData("file", "service")]
    public async Task MissingInput_IsRefusedByTheSchema(string name, string missing)
    {
        await using var silo = await SiloHost.StartAsync();
        var workflow = await StoreAsync(silo, name);

        using var reply = await silo.PostAsync("/api/v1/executions", JsonSerializer.Serialize(new { workflow_id = workflow, inputs = new { } }));

        ((int)reply.StatusCode).ShouldBe(400);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(missing);
    }

    [Theory]
    [InlineData(0.2, "ok", "request_approval")]
    [InlineData(0.01, "degraded", "run_diagnostics")]
    [InlineData(0.01, "ok", "report_ok")]
    public async Task Switch_TakesTheFirstTrueCondition(double rate, string status, string expected)
    {
        await using var silo = await SiloHost.StartAsync();

        var execution = await RunAsync(silo, "switch", new { analysis = new { error_rate = rate, status } });

        (await StatesAsync(silo, execution)).ShouldBe(["analyse", "decide_action", expected]);
        execution.Outputs!.Value.GetProperty("reached").GetString().ShouldBe(expected);
    }

    [Fact]
    public async Task Parallel_RunsBothBranches_AndKeysTheirResults()
    {
        await using var silo = await SiloHost.StartAsync();

        var execution = await RunAsync(silo, "parallel", new { @namespace = "prod", service = "api" });

        execution.Outputs!.Value.EnumerateArray().Select(static key => key.GetString()).ShouldBe(["check_logs", "check_pods"]);
        (await StatesAsync(silo, execution)).ShouldBe(["run_diagnostics", "pod_check", "log_check", "analyze"], ignoreOrder: true);
    }

    [Fact]
    public async Task Inject_WritesWhereLaterStatesRead()
    {
        await using var silo = await SiloHost.StartAsync();

        (await RunAsync(silo, "inject")).Outputs!.Value.GetDouble().ShouldBe(25);
    }

    [Fact]
    public async Task Foreach_RunsTheIteratorPerItem()
    {
        await using var silo = await SiloHost.StartAsync();

        var execution = await RunAsync(silo, "foreach", new { services = new[] { new { name = "api" }, new { name = "web" }, new { name = "db" } } });

        execution.Outputs!.Value.GetInt32().ShouldBe(3);
        (await StatesAsync(silo, execution)).Count(static state => state == "health_check").ShouldBe(3);
    }

    [Fact]
    public async Task AgentSchemas_HoldForInputAndOutput()
    {
        await using var silo = await SiloHost.StartAsync();

        var fits = await RunAsync(silo, "agent-schemas", new { @namespace = "prod", service = "api" });
        var breaks = await RunAsync(silo, "agent-schemas", new { @namespace = 7, service = "api" });

        fits.Outputs!.Value.GetProperty("status").GetString().ShouldBeOneOf("healthy", "degraded", "critical");
        (breaks.Status, breaks.Error!.Category, breaks.TotalTokens.Total).ShouldBe(("failed", "validation_error", 0));
    }

    [Theory]
    [InlineData(true, "completed")]
    [InlineData(false, "failed")]
    public async Task HumanApproval_WaitsForOneOfItsApprovers(bool approves, string expected)
    {
        await using var silo = await SiloHost.StartAsync();
        var execution = await silo.RunAsync(await StoreAsync(silo, "human-approval"), wait: TimeSpan.Zero);
        execution.Status.ShouldBe("waiting_approval");
        var approval = (await silo.Client.Approvals.ListAsync(new ApprovalFilter { ExecutionId = execution.Id })).Items.ShouldHaveSingleItem();

        (approval.Message, approval.Payload.GetProperty("plan").GetString(), approval.DueAt - approval.RequestedAt)
            .ShouldBe(("Approve deployment to production?", "restart", TimeSpan.FromHours(1)));
        approval.Approvers.ShouldBe(["team:platform", "user:alice@example.com"]);
        var decision = new ApprovalDecision { Actor = "user:alice@example.com" };
        await (approves ? silo.Client.Approvals.ApproveAsync(approval.Id, decision) : silo.Client.Approvals.RejectAsync(approval.Id, decision));

        (await silo.EndAsync(execution.Id)).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task Appendix_RunsThroughItsApproval()
    {
        await using var silo = await SiloHost.StartAsync();
        var execution = await silo.RunAsync(await StoreAsync(silo, "appendix"), new { @namespace = "prod", service = "api" }, TimeSpan.Zero);
        await Eventually.TrueAsync(async () => (await silo.Client.Executions.GetAsync(execution.Id)).Status == "waiting_approval");
        var approval = (await silo.Client.Approvals.ListAsync(new ApprovalFilter { ExecutionId = execution.Id })).Items.ShouldHaveSingleItem();

        approval.Message!.ShouldStartWith("Error rate high (");
        approval.Payload.TryGetProperty("errors", out _).ShouldBeTrue();
        await silo.Client.Approvals.ApproveAsync(approval.Id, new ApprovalDecision { Actor = "ada" });
        var ended = await silo.EndAsync(execution.Id);

        ended.Status.ShouldBe("completed", ended.Error?.Message);
        (await StatesAsync(silo, ended)).ShouldBe(
            ["inject_defaults", "diagnostics", "check_pods", "check_errors", "decide", "request_approval", "mitigate", "notify"], ignoreOrder: true);
    }
}
