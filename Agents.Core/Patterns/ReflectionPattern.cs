using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Patterns;

/// <summary>
/// A draft, a critique, a revision, until the reflector approves or the rounds are over. Result <c>{final_result, critiques}</c>.
/// </summary>
internal static class ReflectionPattern
{
    public static StateBlock Build(PatternState pattern)
    {
        var block = new PatternBuilder(pattern);
        var reflector = pattern.Agents.FirstOrDefault(static agent => agent.Role == "reflector") ?? pattern.Agents[^1];
        var writer = pattern.Agents.FirstOrDefault(agent => !ReferenceEquals(agent, reflector)) ?? reflector;
        var verdict = Assignments.ObjectOf(("approved", JsonObject.Of(("type", "boolean"))), ("critique", JsonObject.Of(("type", "string"))));
        return block
            .Add(new InjectState(block.Name("begin")) { Data = PatternBuilder.Value("[]"), ResultPath = block.PlaceOf("critiques"), Next = block.To("draft") })
            .Add(block.Call("draft", writer, PatternBlocks.Given, "critique"))
            .Add(block.Call("critique", reflector, block.Result("draft"), "critiques") with
            {
                Task = block.TaskWith("The input is a draft of this. Criticise it, and say whether it is good enough to be taken as it is."),
                AnswerSchema = verdict,
            })
            .Add(block.Compute("critiques", $"{block.Result("critiques")} + [{block.Result("critique")}]", "approved"))
            .Add(block.Choose(
                "approved", "revise",
                PatternBuilder.If($"{block.Result("critique")}.approved", "result"),
                PatternBuilder.If($"len({block.Result("critiques")}) >= {pattern.Rounds}", "result")))
            .Add(block.Call("revise", writer, $$"""{"draft": {{block.Result("draft")}}, "critique": {{block.Result("critique")}}.critique}""", "critique") with
            {
                Task = block.TaskWith("The input has your draft and what was criticised. Write it anew."),
                ResultPath = block.PlaceOf("draft"),
            })
            .Add(block.Compute("result", $$"""{"final_result": {{block.Result("draft")}}, "critiques": {{block.Result("critiques")}}}""", null))
            .Build("begin");
    }
}
