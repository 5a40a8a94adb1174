using System.Diagnostics;
using Agents.Client.Approvals;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Executions.Telemetry;

public sealed class ExecutionSpansTests
{
    private static Activity Named(IEnumerable<Activity> spans, string name) => spans.Where(span => span.DisplayName == name).ShouldHaveSingleItem();

    private static string Path(Activity span, IReadOnlyList<Activity> all)
        => all.SingleOrDefault(other => other.SpanId == span.ParentSpanId) is { } parent ? $"{Path(parent, all)} > {span.DisplayName}" : span.DisplayName;

    [Fact]
    public async Task Execution_IsOneTree_FromTheExecutionToTheModel()
    {
        using var recorded = new RecordedSpans();
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);

        var execution = await silo.RunAsync("two-steps", new { topic = "tea" });
        var spans = await recorded.OfAsync(execution.Id);

        spans.Select(span => Path(span, spans)).ShouldBe(
            [
                "execution two-steps",
                "execution two-steps > state draft",
                "execution two-steps > state draft > step draft",
                "execution two-steps > state draft > step draft > invoke_agent writer",
                "execution two-steps > state draft > step draft > invoke_agent writer > chat offline",
                "execution two-steps > state polish",
                "execution two-steps > state polish > step polish",
                "execution two-steps > state polish > step polish > invoke_agent writer",
                "execution two-steps > state polish > step polish > invoke_agent writer > chat offline",
            ],
            ignoreOrder: true);
        var step = Named(spans, "step draft");
        (step.GetTagItem("agents.step.attempt"), step.GetTagItem("agents.action")).ShouldBe((1, "agent.run"));
        var state = Named(spans, "state draft");
        (state.GetTagItem("agents.state.type"), state.GetTagItem("agents.step.status"), state.GetTagItem("agents.step.id")).ShouldBe(("agent", "succeeded", step.GetTagItem("agents.step.id")));
        Named(spans, "execution two-steps").GetTagItem("agents.execution.status").ShouldBe("completed");
    }

    [Fact]
    public async Task Branches_AreUnderTheStateThatBranches()
    {
        using var recorded = new RecordedSpans();
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            id: spans-of-branches
            states:
              - name: both
                type: parallel
                branches:
                  - {name: left, states: [{name: one, type: agent, agent: x, task: hi, end: true}]}
                  - {name: right, states: [{name: two, type: inject, data: {a: 1}, end: true}]}
                end: true
            """);

        var execution = await silo.RunAsync("spans-of-branches");
        var spans = await recorded.OfAsync(execution.Id);

        Path(Named(spans, "state one"), spans).ShouldBe("execution spans-of-branches > state both > state one");
        Path(Named(spans, "state two"), spans).ShouldBe("execution spans-of-branches > state both > state two");
        Named(spans, "state one").GetTagItem("agents.branch").ShouldBe("both#1/left");
    }

    [Fact]
    public async Task Failure_IsAnErrorOnEveryLevel()
    {
        using var recorded = new RecordedSpans();
        await using var silo = await SiloHost.StartAsync("--Models:Offline:Mode", "Script", "--Models:Offline:Script:0:Match", "", "--Models:Offline:Script:0:Error", "provider_error");
        await silo.CreateAsync("""
            id: spans-of-failure
            states:
              - {name: ask, type: agent, agent: x, task: hi, retry: {maxAttempts: 2, backoff: 1ms}, end: true}
            """);

        var execution = await silo.RunAsync("spans-of-failure");
        var spans = await recorded.OfAsync(execution.Id);

        execution.Status.ShouldBe("failed");
        spans.Where(static span => span.DisplayName == "step ask").Select(static span => (span.GetTagItem("agents.step.attempt"), span.GetTagItem("error.type")))
            .ShouldBe([(1, execution.Error!.Category), (2, execution.Error.Category)], ignoreOrder: true);
        Named(spans, "state ask").Status.ShouldBe(ActivityStatusCode.Error);
        Named(spans, "execution spans-of-failure").Status.ShouldBe(ActivityStatusCode.Error);
    }

    [Fact]
    public async Task Lives_AreInOneTrace_AndAWaitLastsFromItsBeginning()
    {
        using var recorded = new RecordedSpans();
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            id: spans-of-lives
            states:
              - {name: first, type: agent, agent: x, task: hi, next: ask}
              - {name: ask, type: human_approval, message: Sure?, next: last}
              - {name: last, type: agent, agent: x, task: hi, end: true}
            """);
        var execution = await silo.RunAsync("spans-of-lives", wait: TimeSpan.Zero);
        await Eventually.TrueAsync(async () => (await silo.Client.Approvals.ListAsync(new ApprovalFilter { ExecutionId = execution.Id })).Total == 1);
        var approval = (await silo.Client.Approvals.ListAsync(new ApprovalFilter { ExecutionId = execution.Id })).Items[0];
        await recorded.OfAsync(execution.Id, lives: 1);

        await silo.RestartAsync();
        await silo.Client.Approvals.ApproveAsync(approval.Id, new ApprovalDecision { Actor = "ada" });
        await silo.EndAsync(execution.Id);
        var spans = await recorded.OfAsync(execution.Id, lives: 2);

        spans.Where(static span => span.DisplayName == "execution spans-of-lives").Select(static span => (string?)span.GetTagItem("agents.execution.status"))
            .ShouldBe(["waiting_approval", "completed"]);
        spans.Select(static span => span.DisplayName).Where(static name => name.StartsWith("state ", StringComparison.Ordinal)).ShouldBe(["state first", "state ask", "state last"]);
        new DateTimeOffset(Named(spans, "state ask").StartTimeUtc).ShouldBe(approval.RequestedAt, TimeSpan.FromMilliseconds(1));
        (execution.TraceId ?? spans[0].TraceId.ToString()).ShouldBe(spans[0].TraceId.ToString());
    }
}
