using Agents.Core.Json;

namespace Agents.Core.Chat.Refinements;

/// <summary>Puts a state between others, and takes one out, with everything that led there.</summary>
internal static class Placing
{
    public static JsonObject Before(JsonObject workflow, JsonObject state, string anchor) => StateBlocks.ChangeBlock(workflow, anchor, block =>
    {
        var before = Leading(block, anchor);
        var redirected = Targets.Redirect(block, anchor, StateBlocks.NameOf(state));
        var placed = StateBlocks.WithStates(redirected, states => states.SelectMany(other
            => StateBlocks.NameOf(other) == anchor ? [Targets.WithNext(Materials.Give(block, state, before), anchor), other] : (JsonObject[])[other]));
        return Materials.HandOn(placed, state, before is null ? null : Materials.Maker(block, before));
    });

    public static JsonObject After(JsonObject workflow, JsonObject state, string anchor) => StateBlocks.ChangeBlock(workflow, anchor, block =>
    {
        var before = StateBlocks.States(block).First(other => StateBlocks.NameOf(other) == anchor);
        if (TypeOf(before) is "switch" or "fail" or "end")
        {
            throw new RefinementException($"Nothing comes simply after '{anchor}', which is a {TypeOf(before)}. Name the step that it should come before.");
        }

        var placed = StateBlocks.WithStates(block, states => states.SelectMany(other => StateBlocks.NameOf(other) == anchor
            ? [Targets.WithNext(other, StateBlocks.NameOf(state)), Targets.WithNext(Materials.Give(block, state, before), Targets.NextOf(before))]
            : (JsonObject[])[other]));
        return Materials.HandOn(placed, state, Materials.Maker(block, before));
    });

    /// <exception cref="RefinementException">It is the only one, or what leads to it would lead nowhere.</exception>
    public static JsonObject Without(JsonObject workflow, string name) => StateBlocks.ChangeBlock(workflow, name, block =>
    {
        if (StateBlocks.States(block).Count() == 1)
        {
            throw new RefinementException($"'{name}' is the only step there; nothing would be left. Remove what is around it, or describe the workflow anew.");
        }

        var state = StateBlocks.States(block).First(other => StateBlocks.NameOf(other) == name);
        var next = TypeOf(state) == "switch" ? (state.Find("defaultNext") as JsonString)?.Value : Targets.NextOf(state);
        var rest = StateBlocks.WithStates(Targets.Redirect(block, name, next), states => states.Where(other => StateBlocks.NameOf(other) != name));
        return Reachable(rest);
    });

    public static string TypeOf(JsonObject state) => state.Find("type") is JsonString { Value: var type } ? type : "";

    // States that nothing leads to any more go with the one that led there.
    private static JsonObject Reachable(JsonObject block)
    {
        var states = StateBlocks.States(block).ToList();
        var start = block.Find("start") is JsonString { Value: var named } ? named : StateBlocks.NameOf(states[0]);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var name))
        {
            if (reached.Add(name) && states.Find(state => StateBlocks.NameOf(state) == name) is { } state)
            {
                foreach (var target in Targets.Of(state))
                {
                    open.Enqueue(target);
                }
            }
        }

        return StateBlocks.WithStates(block, all => all.Where(state => reached.Contains(StateBlocks.NameOf(state))));
    }

    /// <summary>The one state that leads to another; null where there are none or several.</summary>
    public static JsonObject? Leading(JsonObject block, string name) => StateBlocks.States(block).Where(state => Targets.LeadsTo(state, name)).ToList() is [var only] ? only : null;
}
