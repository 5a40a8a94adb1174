using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Comparisons;

/// <summary>Where a transition leads, as JSON in the words of the state-machine format.</summary>
internal static class TransitionOutline
{
    public static JsonObject Of(Transition transition) => transition switch
    {
        ToTransition to => JsonObject.Of(("next", to.Target)),
        RoutesTransition routes => Routes(routes),
        LoopTransition loop => JsonObject.Of(
            ("loop", loop.State), ("until", loop.Until?.Condition ?? loop.ConditionField), ("maxIterations", loop.MaxIterations), ("exit", Short(loop.Exit))),
        ForkTransition fork => JsonObject.Of(("fork", JsonArray.From(fork.Branches.Select(static branch => (JsonValue)branch))), ("join", fork.Join)),
        MapTransition map => JsonObject.Of(("each", map.ItemsField), ("state", map.TargetState), ("collect", map.CollectField)),
        _ => JsonObject.Of(("end", true)),
    };

    private static JsonObject Routes(RoutesTransition routes)
    {
        var conditions = JsonArray.From(routes.Routes.Select(static route => (JsonValue)JsonObject.Of(("if", route.Condition), ("next", Short(route.Target)))));
        return routes.Default is null ? JsonObject.Of(("conditions", conditions)) : JsonObject.Of(("conditions", conditions), ("default", Short(routes.Default)));
    }

    private static JsonValue Short(Transition transition) => transition switch
    {
        ToTransition to => to.Target,
        EndTransition => "end",
        _ => Of(transition),
    };
}
