namespace Agents.Chaos.Workflows;

/// <summary>The generator keeps its promise: whatever is faster, an execution ends in the same way.</summary>
public sealed class ScenarioTests
{
    private const int Seeds = 40;

    [Fact]
    public void EndOfAnExecution_DoesNotDependOnTheOrderOfEvents()
    {
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var scenario = new Scenario(seed);
            foreach (var (workflow, inputs) in scenario.Starts)
            {
                var ends = Enumerable.Range(0, 3).Select(order => UninterruptedRun.Of(scenario, workflow, inputs, order)).Distinct().ToList();
                ends.Count.ShouldBe(1, $"Seed {seed}, {workflow}, {inputs}: {string.Join(" or ", ends)}");
            }
        }
    }

    [Fact]
    public void Scenarios_HaveEveryKindOfStateAndOfEnd()
    {
        var scenarios = Enumerable.Range(1, Seeds).Select(static seed => new Scenario(seed)).ToList();

        scenarios.SelectMany(static scenario => scenario.Starts.Select(start => scenario.Plan(start.Workflow)))
            .SelectMany(static plan => plan.AllStates())
            .Select(static state => state.Type).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["agent", "fail", "foreach", "human_approval", "inject", "parallel", "signal", "switch", "timer", "transform", "try", "workflow"]);
        scenarios.SelectMany(static scenario => scenario.Starts.Select(start => UninterruptedRun.Of(scenario, start.Workflow, start.Inputs, 1).Status))
            .Distinct().Order(StringComparer.Ordinal).ShouldBe(["completed", "failed"]);
    }

    [Fact]
    public void Seed_GivesTheSameFiles() => new Scenario(7).Files.ShouldBe(new Scenario(7).Files);
}
