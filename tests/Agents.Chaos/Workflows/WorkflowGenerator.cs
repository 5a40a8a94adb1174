using Agents.Core.Json;

namespace Agents.Chaos.Workflows;

/// <summary>
/// Makes workflows of all kinds of states, one in the other, whose result does not depend on who is faster: where branches race, the others wait for what never comes;
/// where branches may fail, one of them does. So a run that was killed any number of times must end as one that was not.
/// </summary>
/// <remarks>Each kind of piece is a few states in a row; what a piece makes is in the other file of this class.</remarks>
internal sealed partial class WorkflowGenerator(Random random, IReadOnlyList<string> children)
{
    private const int MaxDepth = 3;
    private const int MaxStates = 60;

    private int _states;

    /// <summary>A whole definition.</summary>
    public JsonObject Workflow(string id) => JsonObject.Of(
        ("id", id),
        ("name", $"Chaos {id}"),
        ("inputSchema", JsonObject.Of(
            ("type", "object"),
            ("properties", JsonObject.Of(("topic", Type("string")), ("n", Type("integer")), ("items", JsonObject.Of(("type", "array"), ("items", Type("string")))))),
            ("required", JsonArray.Create("topic", "n", "items")))),
        ("agents", JsonObject.Of(
            ("worker", JsonObject.Of(("instructions", "Work."))),
            ("helper", JsonObject.Of(("instructions", "Work with tools."), ("tools", JsonArray.Create("http_request")))))),
        ("states", Block(new Place(0, MayFail: random.Next(3) == 0, Item: null))));

    private static JsonObject Type(string name) => JsonObject.Of(("type", name));

    private JsonArray Block(Place place)
    {
        var pieces = Enumerable.Range(0, random.Next(1, place.Depth == 0 ? 5 : 3)).Select(_ => Piece(place)).ToList();
        var last = pieces.Count - 1;
        return Linked([.. pieces.SelectMany((piece, index) => index == last ? [.. piece, .. Failing(place)] : piece)]);
    }

    // A state that says where it goes keeps its word; every other goes to the one after it.
    private static JsonArray Linked(List<JsonObject> states) => JsonArray.From(states.Select((state, index) =>
        (JsonValue)(state.ContainsKey("next") || state.ContainsKey("defaultNext") ? state
            : index == states.Count - 1 ? state.With("end", true)
            : state.With("next", states[index + 1]["name"]))));

    private List<JsonObject> Piece(Place place) => (place.Depth >= MaxDepth || _states > MaxStates ? random.Next(9) : random.Next(17)) switch
    {
        0 or 1 => [Agent(place)],
        2 => [Agent(place, $" tools={random.Next(1, 4)} ").With("agent", "helper")],
        3 => [Agent(place, " slow ")],
        4 => [Agent(place, $" flaky={random.Next(1, 3)} ").With("retry", Retry(4))],
        5 => Route(place),
        6 => random.Next(2) == 0 ? [Timer()] : Signal(place),
        7 => Approval(),
        8 => Data(),
        9 or 10 => Parallel(place),
        11 => Race(place),
        12 or 13 => Foreach(place),
        14 => Try(place),
        15 => Loop(place),
        _ => children.Count == 0 ? [Agent(place)] : Child(place),
    };

    private List<JsonObject> Failing(Place place) => place.MayFail && random.Next(2) == 0 ? [FailingState(place)] : [];

    private JsonObject State(string type, params ReadOnlySpan<(string Key, JsonValue Value)> members)
    {
        var state = JsonObject.Of(("name", $"s{++_states}"), ("type", type));
        foreach (var (key, value) in members)
        {
            state = state.With(key, value);
        }

        return state;
    }

    private static JsonObject Retry(int attempts) => JsonObject.Of(("maxAttempts", attempts), ("backoff", "20ms"), ("maxBackoff", "40ms"));

    private static JsonObject States(JsonArray states) => JsonObject.Of(("states", states));

    private static string Name(JsonObject state) => ((JsonString)state["name"]).Value;

    /// <summary>Where states are made.</summary>
    /// <param name="Depth">How many states are around them.</param>
    /// <param name="MayFail">Whether a failure here is the only one that can happen, and is dealt with.</param>
    /// <param name="Item">The template of the item at hand; null outside of a foreach.</param>
    private sealed record Place(int Depth, bool MayFail, string? Item)
    {
        public Place Inside(bool mayFail) => this with { Depth = Depth + 1, MayFail = mayFail };
    }
}
