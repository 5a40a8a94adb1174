using Agents.Core.Json;

namespace Agents.Core.Chat.Refinements;

/// <summary>What states are given of the work of earlier ones, when a state comes between them.</summary>
internal static class Materials
{
    private static readonly string[] Working = ["agent", "operation", "action", "function", "parallel", "foreach", "transform", "workflow", "pattern", "inject"];

    /// <summary>The new state with what it works on: nothing needs to be said where the state just before it made that.</summary>
    public static JsonObject Give(JsonObject block, JsonObject state, JsonObject? before)
        => state.ContainsKey("input") || before is null || Maker(block, before) is not { } maker ? state : Placing.TypeOf(state) switch
        {
            "agent" when !IsWorking(before) => state.With("input", JsonObject.Of(("material", Template(maker)))),
            "human_approval" when !state.ContainsKey("summaryPath") => state.With("summaryPath", Path(maker)),
            _ => state,
        };

    /// <summary>
    /// The block with later states given what the new one made: its own version in the place of what it worked on, or where it is a reviewer, its review beside that. After
    /// an approval or a wait the next agent is told what to work on.
    /// </summary>
    /// <param name="block">The block with the new state in its place.</param>
    /// <param name="added">The new state.</param>
    /// <param name="maker">Whose work it had; null where nobody's.</param>
    public static JsonObject HandOn(JsonObject block, JsonObject added, JsonObject? maker)
    {
        if (maker is null)
        {
            return block;
        }

        var name = StateBlocks.NameOf(added);
        var next = Following(block, name, static state => !IsWorking(state));
        if (IsWorking(added) && added.Find("agent") is not JsonString { Value: "reviewer" })
        {
            var later = Following(block, name, static _ => true);
            return StateBlocks.WithStates(block, states => states.Select(state => later.Contains(StateBlocks.NameOf(state)) ? Replaced(state, maker, added) : state));
        }

        var direct = StateBlocks.States(block).Where(state => StateBlocks.NameOf(state) == name).Select(Targets.NextOf).FirstOrDefault();
        return StateBlocks.WithStates(block, states => states.Select(state => StateBlocks.NameOf(state) is var other && Placing.TypeOf(state) == "agent" && next.Contains(other)
            ? Beside(state, maker, IsWorking(added) ? added : null, other == direct)
            : state));
    }

    /// <summary>Back along the only way there is, a state whose output is work and no decision; null where there is none.</summary>
    public static JsonObject? Maker(JsonObject block, JsonObject from)
    {
        var seen = new HashSet<string>();
        for (var at = from; at is not null && seen.Add(StateBlocks.NameOf(at)); at = Placing.Leading(block, StateBlocks.NameOf(at)))
        {
            if (IsWorking(at))
            {
                return at;
            }
        }

        return null;
    }

    private static bool IsWorking(JsonObject state) => Working.Contains(Placing.TypeOf(state));

    private static string Path(JsonObject state) => $"steps.{StateBlocks.NameOf(state)}.output";

    private static JsonValue Template(JsonObject state) => $"{{{{ {Path(state)} }}}}";

    private static JsonObject Replaced(JsonObject state, JsonObject maker, JsonObject added)
    {
        if (state.Find("summaryPath") is JsonString shown && shown.Value == Path(maker))
        {
            state = state.With("summaryPath", Path(added));
        }

        return state.Find("input") is JsonObject input && input.Values.Contains(Template(maker))
            ? state.With("input", JsonObject.From(input.Select(member => member.Value.Equals(Template(maker)) ? KeyValuePair.Create(member.Key, Template(added)) : member)))
            : state;
    }

    private static JsonObject Beside(JsonObject state, JsonObject maker, JsonObject? review, bool isDirect)
    {
        var input = state.Find("input") as JsonObject ?? (isDirect && !state.ContainsKey("input") ? JsonObject.Of(("material", Template(maker))) : null);
        return input is null ? state : state.With("input", review is null ? input : input.With(StateBlocks.NameOf(review), Template(review)));
    }

    // The states that a way leads to, up to and with the first that it may not pass.
    private static HashSet<string> Following(JsonObject block, string name, Func<JsonObject, bool> passes)
    {
        var states = StateBlocks.States(block).ToDictionary(StateBlocks.NameOf, static state => state);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(Targets.Of(states[name]));
        while (open.TryDequeue(out var at))
        {
            if (at != name && states.TryGetValue(at, out var state) && reached.Add(at) && passes(state))
            {
                foreach (var target in Targets.Of(state))
                {
                    open.Enqueue(target);
                }
            }
        }

        return reached;
    }
}
