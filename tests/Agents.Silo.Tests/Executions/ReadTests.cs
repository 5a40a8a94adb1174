using System.Net;
using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Executions;

public sealed class ReadTests
{
    [Fact]
    public async Task Steps_ShowAttemptsModelCallsInputAndOutput()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);
        var execution = await silo.RunAsync("two-steps", new { topic = "tea" });

        var steps = (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items;

        steps.Select(static step => (step.State, step.Status, step.Type)).ShouldBe([("draft", "succeeded", "agent"), ("polish", "succeeded", "agent")]);
        steps[0].Input!.Value.GetProperty("task").GetString().ShouldBe("Draft tea in 50 words");
        steps[0].Attempts.ShouldHaveSingleItem().ModelCalls.ShouldHaveSingleItem().Provider.ShouldBe("offline");
    }

    [Fact]
    public async Task Events_AreNumberedWithoutGapsAndPaged()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);
        var execution = await silo.RunAsync("two-steps", new { topic = "tea" });

        var seen = new List<EventRecord>();
        string? cursor = null;
        do
        {
            var page = await silo.Client.Executions.GetEventsAsync(execution.Id, limit: 3, cursor);
            page.Items.Count.ShouldBeLessThanOrEqualTo(3);
            seen.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        seen.Select(static happened => happened.Seq).ShouldBe(Enumerable.Range(1, (int)execution.LastSeq).Select(static seq => (long)seq));
        seen[^1].Type.ShouldBe(EventTypes.ExecutionCompleted);
    }

    [Fact]
    public async Task Context_IsFoldedAtAnyEvent()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var execution = await silo.RunAsync("pure");

        var early = await silo.Client.Executions.GetContextAsync(execution.Id, atSeq: 2);
        var late = await silo.Client.Executions.GetContextAsync(execution.Id);

        early.Context.TryGetProperty("n", out _).ShouldBeFalse();
        late.Context.GetProperty("n").GetInt32().ShouldBe(2);
        late.Context.GetProperty("steps").GetProperty("double").GetProperty("n").GetInt32().ShouldBe(4);
        (await silo.Http.GetAsync($"/api/v1/executions/{execution.Id}/context?at_seq=999")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task List_FiltersPagesAndCounts()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Definitions.TwoSteps);
        for (var i = 0; i < 5; i++)
        {
            await silo.RunAsync("pure");
        }

        await silo.RunAsync("two-steps", new { topic = "100%_x" });

        var first = await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "pure", Limit = 3 });
        var second = await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "pure", Limit = 3, Cursor = first.NextCursor });

        (first.Items.Count, first.Total, second.Items.Count, second.NextCursor).ShouldBe((3, 5L, 2, null));
        first.Items.Concat(second.Items).Select(static item => item.Id).ShouldBeInOrder(SortDirection.Descending, StringComparer.Ordinal);
        (await silo.Client.Executions.ListAsync(new ExecutionFilter { Statuses = ["failed"] })).Items.ShouldBeEmpty();
        (await silo.Client.Executions.ListAsync(new ExecutionFilter { Statuses = ["COMPLETED"], Query = "Two" })).Items.ShouldHaveSingleItem();
        (await silo.Client.Executions.ListAsync(new ExecutionFilter { From = DateTimeOffset.UtcNow.AddDays(1) })).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("status=frobbing", "frobbing")]
    [InlineData("limit=0", "limit")]
    [InlineData("from=yesterday", "RFC 3339")]
    public async Task List_WithAWrongQuery_SaysWhatIsWrong(string query, string message)
    {
        await using var silo = await SiloHost.StartAsync();

        using var reply = await silo.Http.GetAsync($"/api/v1/executions?{query}");

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(message);
    }

    [Fact]
    public async Task LargeValues_SurviveInBlobsOnceEach()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            id: large
            name: Large
            states:
              - {name: make, type: transform, expression: "{'text': input.text + 'x' * 50000}", next: again}
              - {name: again, type: transform, expression: "steps.make.output", end: true}
            """);
        var text = new string('é', 60_000);

        var execution = await silo.RunAsync("large", new { text });

        execution.Status.ShouldBe("completed");
        execution.Outputs!.Value.GetProperty("text").GetString().ShouldBe(text + new string('x', 50_000));
        (await silo.Client.Executions.GetAsync(execution.Id)).Inputs.GetProperty("text").GetString().ShouldBe(text);
        Tables.Count(silo, "SELECT count(*) FROM blobs").ShouldBe(Tables.Count(silo, "SELECT count(DISTINCT hash) FROM blobs"));
        Tables.Count(silo, "SELECT max(length(events)) FROM journal").ShouldBeLessThan(32 * 1024);
    }

    [Fact]
    public async Task DeepValue_IsReadBack()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            id: deep
            name: Deep
            states:
              - {name: nest, type: transform, expression: "x = 1\nfor i in range(63):\n  x = [x]\nx", next: pass}
              - {name: pass, type: transform, expression: "[steps.nest.output]", end: true}
            """);

        var execution = await silo.RunAsync("deep");

        var read = await silo.Client.Executions.GetAsync(execution.Id);
        read.Outputs!.Value.GetRawText().ShouldBe($"{new string('[', 64)}1{new string(']', 64)}");
        (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ValueThatLooksLikeABlobReference_IsAValue()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            id: fake
            name: Fake
            states: [{name: pass, type: transform, expression: "input.value", end: true}]
            """);

        var execution = await silo.RunAsync("fake", new { value = new Dictionary<string, string> { ["$blob"] = "0000" } });

        execution.Outputs!.Value.GetProperty("$blob").GetString().ShouldBe("0000");
        (await silo.Client.Executions.GetAsync(execution.Id)).Outputs!.Value.GetProperty("$blob").GetString().ShouldBe("0000");
    }

    [Fact]
    public async Task Projections_AreWrittenWithTheirEvents()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.RunAsync("two-steps", new { topic = "tea" });

        Tables.Count(silo, "SELECT count(*) FROM execution_steps WHERE status = 'succeeded'").ShouldBe(2);
        Tables.Count(silo, "SELECT count(*) FROM execution_states WHERE node_id = 'draft' AND state_data LIKE '%\"draft\":%'").ShouldBe(1);
        Tables.Count(silo, "SELECT count(*) FROM executions WHERE status = 'completed' AND total_tokens > 0 AND duration_seconds >= 0 AND outputs IS NOT NULL").ShouldBe(1);
    }
}
