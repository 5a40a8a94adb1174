using Agents.Core.Json;

namespace Agents.Core.Designs;

/// <summary>What is taken out of a block's result for the blocks after it.</summary>
internal static class BlockResults
{
    private static readonly string[] FinalKeys = ["final_result", "aggregated_result", "verdict"];
    private static readonly string[] ListKeys = ["results", "individual_results", "steps", "worker_results", "rounds"];

    /// <summary>The final answer: what a pattern ends with, else the last thing that an agent of it said.</summary>
    public static JsonValue Final(JsonValue result)
    {
        if (result is not JsonObject document)
        {
            return result;
        }

        foreach (var key in FinalKeys)
        {
            if (document.Find(key) is { } final and not JsonNull)
            {
                return final;
            }
        }

        return Answers(document).LastOrDefault().Output ?? result;
    }

    /// <summary>What an agent answered last; null where it is not in the result.</summary>
    public static JsonValue? Of(JsonValue result, string agent)
        => result is JsonObject document ? Answers(document).LastOrDefault(answer => answer.Agent == agent).Output : null;

    /// <summary>A text as it is, anything else as JSON.</summary>
    public static string Text(JsonValue value) => value is JsonString text ? text.Value : value.ToJson();

    private static IEnumerable<(string? Agent, JsonValue? Output)> Answers(JsonObject result)
        => ListKeys.Select(result.Find).OfType<JsonArray>().SelectMany(Flat).OfType<JsonObject>().Select(static answer => (
            ((answer.Find("agent") ?? answer.Find("worker")) as JsonString)?.Value,
            answer.Find("output") ?? answer.Find("result")));

    private static IEnumerable<JsonValue> Flat(JsonArray list) => list.SelectMany(static item => item is JsonArray inner ? Flat(inner) : [item]);
}
