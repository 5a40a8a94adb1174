using Agents.Core.Chat.Composition;
using Agents.Core.Chat.Descriptions;
using Agents.Core.Json;

namespace Agents.Core.Chat.Refinements;

/// <summary>Makes the state that somebody wants added, in the way in which descriptions are composed.</summary>
internal static class NewStates
{
    /// <summary>The definition with the agents that the new state needs, and the state, which leads nowhere yet.</summary>
    public static (JsonObject Workflow, JsonObject State) Make(JsonObject workflow, string words)
    {
        var text = words.Trim().TrimEnd('.');
        var sketch = new Sketch(text, [.. ClauseReader.Read(Wanted(text)).Take(1)]) { Inputs = Inputs(workflow) };
        if (sketch.Steps.Count == 0)
        {
            throw new RefinementException("Say what the new step does, such as: add a review step before publish.");
        }

        var composed = Composer.Compose(sketch);
        var state = StateBlocks.States(composed).First();
        if (StateBlocks.States(composed).Count() > 1)
        {
            throw new RefinementException("Add one step at a time, or describe the whole workflow anew.");
        }

        var taken = StateBlocks.Names(workflow).Concat(Inputs(workflow)).ToHashSet(StringComparer.Ordinal);
        state = state.With("name", StateNames.Unique(Short(StateBlocks.NameOf(state)), taken));
        foreach (var (agent, definition) in composed.Find("agents") as JsonObject ?? JsonObject.Empty)
        {
            var agents = workflow.Find("agents") as JsonObject ?? JsonObject.Empty;
            workflow = agents.ContainsKey(agent) ? workflow : WithAgents(workflow, agents.With(agent, definition));
        }

        return (workflow, state);
    }

    public static IReadOnlyList<string> Inputs(JsonObject workflow)
        => [.. ((workflow.Find("inputSchema") as JsonObject)?.Find("properties") as JsonObject)?.Keys ?? []];

    // "A review step" reviews.
    private static string Wanted(string text) => text.ToLowerInvariant() switch
    {
        "review" or "a review" => "Review the result",
        "approval" or "an approval" or "human approval" or "a human approval" => "Ask for approval",
        "summary" or "a summary" => "Summarise the result",
        "translation" or "a translation" => "Translate the result",
        "check" or "a check" => "Check the result",
        "proofreading" => "Proofread the result",
        var verb when Verbs.Begins(verb) && !verb.Contains(' ') => $"{char.ToUpperInvariant(verb[0])}{verb[1..]} the result",
        _ => text,
    };

    // "review_result" says no more than "review".
    private static string Short(string name) => name.EndsWith("_result", StringComparison.Ordinal) ? name[..^"_result".Length] : name;

    // Agents are read before the states that use them.
    private static JsonObject WithAgents(JsonObject workflow, JsonObject agents)
        => workflow.ContainsKey("agents") ? workflow.With("agents", agents) : JsonObject.From(workflow.SelectMany(member => member.Key == "states"
            ? (KeyValuePair<string, JsonValue>[])[new("agents", agents), member]
            : [member]));
}
