using Agents.Core.Json;

namespace Agents.Core.Chat.Refinements;

/// <summary>Agents that no state and no other agent uses.</summary>
internal static class UnusedAgents
{
    public static JsonObject Remove(JsonObject workflow)
    {
        if (workflow.Find("agents") is not JsonObject agents)
        {
            return workflow;
        }

        // Named anywhere outside of its own definition: in a state, in a pattern's list, as another one's tool.
        var states = Texts(workflow["states"]).ToHashSet(StringComparer.Ordinal);
        var used = agents.Where(agent => states.Contains(agent.Key) || agents.Any(other => other.Key != agent.Key && Texts(other.Value).Contains(agent.Key))).ToList();
        return used.Count == agents.Count ? workflow : used.Count == 0 ? workflow.Without("agents") : workflow.With("agents", JsonObject.From(used));
    }

    private static IEnumerable<string> Texts(JsonValue value) => value switch
    {
        JsonString text => [text.Value],
        JsonObject document => document.Values.SelectMany(Texts),
        JsonArray items => items.SelectMany(Texts),
        _ => [],
    };
}
