using Agents.Core.Json;

namespace Agents.Core.Chat.Refinements;

/// <summary>Walks and changes the blocks of a definition: its states, and those inside of branches, iterators and the parts of a try.</summary>
internal static class StateBlocks
{
    private static readonly string[] Nested = ["iterator", "try", "catch", "finally"];

    /// <summary>The names of all states, outer ones first.</summary>
    public static IEnumerable<string> Names(JsonObject block)
        => States(block).Select(NameOf).Concat(States(block).SelectMany(Inside).SelectMany(Names));

    public static IEnumerable<JsonObject> States(JsonObject block) => (block.Find("states") as JsonArray ?? JsonArray.Empty).OfType<JsonObject>();

    public static string NameOf(JsonObject state) => (state.Find("id") ?? state.Find("name")) is JsonString { Value: var name } ? name : "";

    public static JsonObject? Find(JsonObject block, string name)
        => States(block).FirstOrDefault(state => NameOf(state) == name) ?? States(block).SelectMany(Inside).Select(inner => Find(inner, name)).FirstOrDefault(static found => found is not null);

    /// <summary>Changes the block that has a state of this name; the same object where none has.</summary>
    public static JsonObject ChangeBlock(JsonObject block, string name, Func<JsonObject, JsonObject> change)
        => States(block).Any(state => NameOf(state) == name) ? change(block) : WithInside(block, inner => ChangeBlock(inner, name, change));

    /// <summary>Changes every state, inner ones first.</summary>
    public static JsonObject ChangeStates(JsonObject block, Func<JsonObject, JsonObject> change)
        => WithStates(WithInside(block, inner => ChangeStates(inner, change)), states => states.Select(change));

    public static JsonObject WithStates(JsonObject block, Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>> change)
        => block.Find("states") is JsonArray ? block.With("states", JsonArray.From(change(States(block)))) : block;

    private static IEnumerable<JsonObject> Inside(JsonObject state)
        => (state.Find("branches") as JsonArray ?? JsonArray.Empty).OfType<JsonObject>().Concat(Nested.Select(state.Find).OfType<JsonObject>());

    private static JsonObject WithInside(JsonObject block, Func<JsonObject, JsonObject> change) => WithStates(block, states => states.Select(state =>
    {
        if (state.Find("branches") is JsonArray branches)
        {
            state = state.With("branches", JsonArray.From(branches.Select(branch => branch is JsonObject inner ? change(inner) : branch)));
        }

        return Nested.Where(key => state.Find(key) is JsonObject).Aggregate(state, (changed, key) => changed.With(key, change((JsonObject)changed[key])));
    }));
}
