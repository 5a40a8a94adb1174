using Agents.Core.Workflows;

namespace Agents.Core.Patterns;

/// <summary>Agents in order: each gets what the one before gave. Result <c>{final_result, agent_results, steps}</c>.</summary>
internal static class SequentialPattern
{
    public static StateBlock Build(PatternState pattern)
    {
        var block = new PatternBuilder(pattern);
        var parts = Enumerable.Range(0, block.Agents.Count).Select(block.PartOf).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            block.Add(block.Call(parts[i], block.Agents[i], null, i + 1 < parts.Count ? parts[i + 1] : "result"));
        }

        var results = parts.ConvertAll(block.Result);
        var steps = results.Select((result, i) => $"{{\"agent\": {PatternBuilder.Quote(block.Agents[i].Name)}, \"output\": {result}}}");
        return block
            .Add(block.Compute("result", $"{{\"final_result\": {results[^1]}, \"agent_results\": [{string.Join(", ", results)}], \"steps\": [{string.Join(", ", steps)}]}}", null))
            .Build(parts[0]);
    }
}
