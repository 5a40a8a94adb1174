using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Patterns;

/// <summary>A router chooses who works on the task. Result <c>{selected_agents, reasoning, results}</c>.</summary>
internal static class RoutingPattern
{
    private const string Route = "route";
    private const string Work = "work";

    private const string Results = """[{"agent": _pattern.route.selected_agents[i], "output": _pattern.work[i]} for i in range(len(_pattern.work))]""";

    public static StateBlock Build(PatternState pattern)
    {
        var block = new PatternBuilder(pattern);
        var router = pattern.Agents[0];
        var specialists = pattern.Agents.Skip(1).ToList();
        var names = specialists.Count > 0 ? [.. specialists.Select(static agent => agent.Name)] : pattern.Choices;
        var question = block.Call(Route, router, PatternBlocks.Given, null) with
        {
            Task = block.TaskWith($"Choose who is to work on this, and say why:\n{(specialists.Count > 0 ? Assignments.Describe(specialists) : string.Join("\n", names.Select(static name => $"- {name}")))}"),
        };
        var first = new ConstantValue(JsonObject.Of(("selected_agents", JsonArray.From([(JsonValue)names[0]])), ("reasoning", "")));
        block.Add(Assignments.Ask(
            block, Route, question,
            Assignments.ObjectOf(("selected_agents", Assignments.ListOf(Assignments.OneOf(names))), ("reasoning", JsonObject.Of(("type", "string")))),
            first, $"The router '{router.Name}' gave no choice that can be read; '{names[0]}' is taken.", specialists.Count > 0 ? Work : "result"));
        if (specialists.Count > 0)
        {
            block.Add(Assignments.Run(block, Work, [Route, "selected_agents"], specialists, "_assigned", null, "result"));
        }

        var route = block.Result(Route);
        return block
            .Add(block.Compute(
                "result", $$"""{"selected_agents": {{route}}.selected_agents, "reasoning": {{route}}.reasoning, "results": {{(specialists.Count > 0 ? Results : "[]")}}}""", null))
            .Build(Route);
    }
}
