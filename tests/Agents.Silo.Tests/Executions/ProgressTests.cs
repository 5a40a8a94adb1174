using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Executions;

public sealed class ProgressTests
{
    private const string Each = """
        id: each
        states:
          - {name: numbers, type: inject, data: {list: [1, 2, 0, 4]}, next: all}
          - name: all
            type: foreach
            itemsPath: steps.numbers.output.list
            itemName: n
            continueOnError: true
            maxConcurrency: 2
            iterator:
              states: [{name: divide, type: transform, expression: "{'q': 12 // n}", end: true}]
            next: done
          - {name: done, type: inject, data: {ok: true}, end: true}
        """;

    [Fact]
    public async Task Items_AreCountedByState()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Each);
        var execution = await silo.RunAsync("each");

        var progress = await silo.Client.Executions.GetProgressAsync(execution.Id);
        var failed = await silo.Client.Executions.GetStepsAsync(execution.Id, new StepFilter { Statuses = [StepStatuses.Failed] });

        progress.LastSeq.ShouldBe(execution.LastSeq);
        progress.Steps.ShouldBe(7);
        progress.States.Select(static state => state.State).ShouldBe(["numbers", "all", "divide", "done"]);
        progress.States[1].Branches.ShouldBe(new BranchCounts(4, 4, 1));
        progress.States[2].Counts.ShouldBe(new Dictionary<string, long> { ["succeeded"] = 3, ["failed"] = 1 }, ignoreOrder: true);
        progress.Edges.ShouldBe([new StateEdge(null, "numbers"), new StateEdge("numbers", "all"), new StateEdge("all", "divide"), new StateEdge("all", "done")], ignoreOrder: true);
        failed.Items.ShouldHaveSingleItem().StepId.ShouldBe(progress.States[2].StepId);
        failed.Total.ShouldBe(1);
        (await silo.Client.Executions.GetStepsAsync(execution.Id, new StepFilter { StepId = progress.States[3].StepId })).Items.ShouldHaveSingleItem().State.ShouldBe("done");
        (await silo.Client.Executions.GetStepsAsync(execution.Id, new StepFilter { State = "divide", Limit = 2 })).NextCursor.ShouldNotBeNull();
    }
}
