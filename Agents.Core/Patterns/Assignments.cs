using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Patterns;

/// <summary>
/// What a manager and a router have in common: one agent answers in a given form who is to do what; where its answer does not take that form even
/// after it was asked again, everybody does, and a warning is recorded; then those who were chosen run at the same time.
/// </summary>
internal static class Assignments
{
    private const int AtOnce = 16;

    private const string Misunderstood = "degraded_output";

    /// <summary>Asks who does what, under <c>_pattern.{part}</c>.</summary>
    /// <param name="block">The pattern's states so far.</param>
    /// <param name="part">What the question is called.</param>
    /// <param name="question">The call that asks.</param>
    /// <param name="schema">The form of its answer.</param>
    /// <param name="fallback">What is taken for the answer where it has not that form.</param>
    /// <param name="warning">What is recorded then.</param>
    /// <param name="next">Where to go.</param>
    public static TryState Ask(PatternBuilder block, string part, AgentState question, JsonValue schema, TemplateValue fallback, string warning, string next)
    {
        var asked = question with { Name = block.Name($"{part}.ask"), AnswerSchema = schema, ResultPath = block.PlaceOf(part), Next = EndTransition.Instance };
        var taken = new InjectState(block.Name($"{part}.fallback")) { Data = fallback, ResultPath = block.PlaceOf(part), Warning = warning };
        return new TryState(block.Name(part))
        {
            Try = new StateBlock(asked.Name, [asked]),
            Catch = new StateBlock(taken.Name, [taken]),
            CatchCode = Misunderstood,
            Next = block.To(next),
        };
    }

    /// <summary>Runs one agent per item of <c>_pattern.{items}</c>, under <c>_pattern.{part}</c> in the items' order.</summary>
    /// <param name="block">The pattern's states so far.</param>
    /// <param name="part">What the runs are called.</param>
    /// <param name="items">Keys of the list below <c>_pattern</c>.</param>
    /// <param name="agents">Who may be chosen; the first one where an item names nobody.</param>
    /// <param name="name">Expression of the chosen agent's name, of <c>_assigned</c>.</param>
    /// <param name="task">What it is told to do; null means the pattern's task.</param>
    /// <param name="next">Where to go.</param>
    public static ForeachState Run(
        PatternBuilder block, string part, string[] items, IReadOnlyList<PatternAgent> agents, string name, Template? task, string next)
    {
        var calls = agents.Select((agent, i) => block.Call($"{part}.{agent.Name}-{i + 1}", agent, PatternBlocks.Given, null) with { ResultPath = null })
            .Select(call => task is null ? call : call with { Task = task }).ToList();
        var choice = block.Choose(
            $"{part}.choose", $"{part}.{agents[0].Name}-1", agents.Select((agent, i) => PatternBuilder.If($"{name} == {PatternBuilder.Quote(agent.Name)}", $"{part}.{agent.Name}-{i + 1}")));
        return new ForeachState(block.Name(part))
        {
            ItemsPath = ContextPath.OfKeys(["_pattern", .. items]),
            ItemName = "_assigned",
            MaxConcurrency = AtOnce,
            Iterator = new StateBlock(choice.Name, [choice, .. calls]),
            Aggregation = "array",
            ResultPath = block.PlaceOf(part),
            Next = block.To(next),
        };
    }

    /// <summary>The agents' names and what each is for, as a manager reads them.</summary>
    public static string Describe(IEnumerable<PatternAgent> agents)
        => string.Join("\n", agents.Select(static agent => agent.Definition?.Description is { } description ? $"- {agent.Name}: {description}" : $"- {agent.Name}"));

    public static JsonObject OneOf(IEnumerable<string> names)
        => JsonObject.Of(("type", "string"), ("enum", JsonArray.From(names.Distinct().Select(static name => (JsonValue)name))));

    public static JsonObject ListOf(JsonValue items) => JsonObject.Of(("type", "array"), ("minItems", 1), ("maxItems", 50), ("items", items));

    public static JsonObject ObjectOf(params ReadOnlySpan<(string Key, JsonValue Schema)> properties)
    {
        var schemas = JsonObject.Of(properties);
        return JsonObject.Of(("type", "object"), ("properties", schemas), ("required", JsonArray.From(schemas.Keys.Select(static key => (JsonValue)key))), ("additionalProperties", false));
    }
}
