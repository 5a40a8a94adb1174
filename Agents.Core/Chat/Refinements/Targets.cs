using Agents.Core.Json;

namespace Agents.Core.Chat.Refinements;

/// <summary>Where the states of one block lead.</summary>
internal static class Targets
{
    private static readonly string[] Keys = ["next", "transition", "defaultNext", "default_next", "default", "onReject", "on_reject", "onTimeout", "on_timeout"];

    private static readonly string[] Next = ["next", "transition"];

    /// <summary>Where a state leads when it is done; null where it ends or chooses.</summary>
    public static string? NextOf(JsonObject state) => state.Find("next") is JsonString next ? next.Value : state.Find("transition") is JsonString transition ? transition.Value : null;

    /// <summary>All targets of a state.</summary>
    public static IEnumerable<string> Of(JsonObject state)
        => Keys.Select(state.Find).OfType<JsonString>().Select(static target => target.Value)
            .Concat(Conditions(state).SelectMany(static condition => Next.Select(condition.Find)).OfType<JsonString>().Select(static target => target.Value));

    public static bool LeadsTo(JsonObject state, string name) => Of(state).Contains(name);

    /// <summary>The block with everything that led to one state leading to another; null as the other is the end.</summary>
    public static JsonObject Redirect(JsonObject block, string from, string? to)
    {
        var changed = StateBlocks.WithStates(block, states => states.Select(state => RedirectState(state, from, to)));
        return changed.Find("start") is JsonString { Value: var start } && start == from && to is not null ? changed.With("start", to) : changed;
    }

    /// <summary>The state leading to another one next; null ends it.</summary>
    public static JsonObject WithNext(JsonObject state, string? next)
    {
        var bare = Next.Append("end").Aggregate(state, static (changed, key) => changed.Without(key));
        return next is null ? bare.With("end", true) : bare.With("next", next);
    }

    private static JsonObject RedirectState(JsonObject state, string from, string? to)
    {
        if (!LeadsTo(state, from))
        {
            return state;
        }

        if (to is null && (NextOf(state) != from || Conditions(state).Any()))
        {
            throw new RefinementException($"'{StateBlocks.NameOf(state)}' chooses between ways, and one of them would lead nowhere. Remove or change '{StateBlocks.NameOf(state)}' first.");
        }

        if (to is null)
        {
            return WithNext(state, null);
        }

        state = Keys.Where(key => state.Find(key) is JsonString { Value: var target } && target == from).Aggregate(state, (changed, key) => changed.With(key, to));
        return state.Find("conditions") is JsonArray conditions
            ? state.With("conditions", JsonArray.From(conditions.Select(condition => condition is JsonObject way
                ? Next.Where(key => way.Find(key) is JsonString { Value: var target } && target == from).Aggregate(way, (changed, key) => changed.With(key, to))
                : condition)))
            : state;
    }

    private static IEnumerable<JsonObject> Conditions(JsonObject state) => (state.Find("conditions") as JsonArray ?? JsonArray.Empty).OfType<JsonObject>();
}
