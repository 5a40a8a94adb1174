using Agents.Core.Workflows;

namespace Agents.Core.Patterns;

/// <summary>
/// Rounds in which each agent answers the one before; <c>until</c> may end them early, a judge may give a verdict.
/// Result <c>{rounds, verdict}</c>, the verdict only where there is a judge.
/// </summary>
internal static class DebatePattern
{
    /// <summary>Names that <c>until</c> sees: all rounds so far, the last answer, and how many rounds there were.</summary>
    public static readonly string[] Names = ["_rounds", "_last", "_round"];

    public static StateBlock Build(PatternState pattern)
    {
        var block = new PatternBuilder(pattern);
        var turns = Enumerable.Range(0, pattern.Agents.Count).Select(block.PartOf).ToList();
        var last = block.Result(turns[^1]);
        block.Add(new InjectState(block.Name("begin")) { Data = PatternBuilder.Value("[]"), ResultPath = ContextPath.OfKeys("_rounds"), Next = block.To(turns[0]) });
        for (var i = 0; i < turns.Count; i++)
        {
            var heard = i > 0 ? block.Result(turns[i - 1]) : $"{last} if len(_rounds) > 0 else {PatternBlocks.Given}";
            block.Add(block.Call(turns[i], pattern.Agents[i], heard, i + 1 < turns.Count ? turns[i + 1] : "round"));
        }

        var answers = turns.Select((turn, i) => $"{{\"agent\": {PatternBuilder.Quote(pattern.Agents[i].Name)}, \"output\": {block.Result(turn)}}}");
        var done = pattern.Judge is null ? "result" : "verdict";
        block
            .Add(block.Compute("round", $"_rounds + [[{string.Join(", ", answers)}]]", "last") with { ResultPath = ContextPath.OfKeys("_rounds") })
            .Add(block.Compute("last", last, "count") with { ResultPath = ContextPath.OfKeys("_last") })
            .Add(block.Compute("count", "len(_rounds)", "again") with { ResultPath = ContextPath.OfKeys("_round") })
            .Add(block.Choose("again", turns[0], Ends(pattern, done)));
        if (pattern.Judge is { } judge)
        {
            block.Add(block.Call("verdict", judge, "_rounds", "result") with { Task = block.TaskWith("The input has a debate on this, round by round. Judge it: who is right, and why?") });
        }

        return block
            .Add(block.Compute("result", pattern.Judge is null ? "{\"rounds\": _rounds}" : $"{{\"rounds\": _rounds, \"verdict\": {block.Result("verdict")}}}", null))
            .Build("begin");
    }

    private static IEnumerable<(Starlark.StarlarkProgram Program, string Condition, string Next)> Ends(PatternState pattern, string done)
    {
        yield return PatternBuilder.If($"_round >= {pattern.Rounds}", done);
        if (pattern.Until is { } until)
        {
            yield return (until.Program, until.Condition, done);
        }
    }
}
