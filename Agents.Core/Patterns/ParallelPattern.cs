using Agents.Core.Workflows;

namespace Agents.Core.Patterns;

/// <summary>All agents at once on the same task, and perhaps one that sums up. Result <c>{individual_results, aggregated_result}</c>.</summary>
internal static class ParallelPattern
{
    public static StateBlock Build(PatternState pattern)
    {
        var block = new PatternBuilder(pattern);
        var agents = pattern.Agents.Where(agent => agent.Name != pattern.Aggregator?.Name).ToList();
        var results = agents.Select((agent, i) => $"{{\"agent\": {PatternBuilder.Quote(agent.Name)}, \"output\": {block.Result("agents")}[{i}]}}");
        block
            .Add(new ParallelState(block.Name("agents"))
            {
                Branches = [.. agents.Select((agent, i) => BranchOf(block, agent, i))],
                Aggregation = "array",
                ResultPath = block.PlaceOf("agents"),
                Next = block.To("individual"),
            })
            .Add(block.Compute("individual", $"[{string.Join(", ", results)}]", pattern.Aggregator is null ? "result" : "aggregate"));
        var aggregated = "None";
        if (pattern.Aggregator is { } aggregator)
        {
            block.Add(block.Call("aggregate", aggregator, block.Result("individual"), "result") with
            {
                Task = block.TaskWith("Several agents have worked on this; the input has what each of them answered. Sum it up in one answer."),
            });
            aggregated = block.Result("aggregate");
        }

        return block
            .Add(block.Compute("result", $"{{\"individual_results\": {block.Result("individual")}, \"aggregated_result\": {aggregated}}}", null))
            .Build("agents");
    }

    private static Branch BranchOf(PatternBuilder block, PatternAgent agent, int place)
    {
        var call = block.Call($"agent-{place + 1}", agent, null, null) with { Name = block.Name($"{agent.Name}-{place + 1}"), ResultPath = null };
        return new Branch($"{agent.Name}-{place + 1}", new StateBlock(call.Name, [call]));
    }
}
