using Agents.Core.Json;

namespace Agents.Chaos.Workflows;

internal sealed partial class WorkflowGenerator
{
    /// <summary>The signal that nobody sends.</summary>
    public const string Never = "never";

    /// <summary>In the title of an approval that people reject.</summary>
    public const string Reject = "reject";

    private JsonObject Agent(Place place, string marks = " ")
    {
        var state = State("agent", ("agent", "worker"));
        return state.With("task", $"{Name(state)} on {{{{ input.topic }}}} item={place.Item ?? "none"} {marks}");
    }

    private JsonObject FailingState(Place place) => random.Next(6) switch
    {
        0 => Agent(place, " refuse=" + (place.Item is null ? "none" : "b")),
        1 => Agent(place, " flaky=9 ").With("retry", Retry(random.Next(1, 4))),
        2 => Agent(place, " silent ").With("timeout", "250ms").With("retry", Retry(random.Next(1, 3))),
        3 => State("signal", ("signal", Never), ("timeout", "150ms")),
        4 => State("human_approval", ("title", Reject), ("message", "Go on?")),
        _ => State("fail", ("error", JsonObject.Of(("code", "broken"), ("message", "On purpose")))),
    };

    private List<JsonObject> Route(Place place)
    {
        var (asked, route, left, right) = (Agent(place), State("switch"), Agent(place), Agent(place));
        var met = State("transform", ("expression", "{'met': input.n}"));
        return
        [
            asked,
            route.With("conditions", JsonArray.Create(JsonObject.Of(("if", $"steps.{Name(asked)}.output.n > 4"), ("next", left["name"])))).With("defaultNext", right["name"]),
            left.With("next", met["name"]),
            right,
            met,
        ];
    }

    private JsonObject Timer() => State("timer", ("duration", $"{random.Next(1, 300)}ms"));

    private List<JsonObject> Signal(Place place)
    {
        var state = State("signal");
        if (random.Next(3) > 0)
        {
            return [state.With("signal", $"go-{Name(state)}")];
        }

        var (skipped, met) = (Agent(place), State("transform", ("expression", "{'waited': True}")));
        return
        [
            state.With("signal", Never).With("timeout", "100ms").With("onTimeout", met["name"]),
            skipped,
            met,
        ];
    }

    // When and by whom it was decided differs from run to run: the state after it keeps what does not.
    private List<JsonObject> Approval()
    {
        var state = State("human_approval", ("message", "Go on?"));
        var kept = State("transform", ("expression", $"{{'decision': steps.{Name(state)}.output.decision}}"));
        return (random.Next(3)) switch
        {
            0 => [state.With("title", "approve").With("approvers", JsonArray.Create("ada", "bob")).With("quorum", 2), kept],
            1 => [state.With("title", Reject).With("onReject", kept["name"]), kept],
            _ => [state.With("title", "approve"), kept],
        };
    }

    private List<JsonObject> Data()
    {
        var name = $"k{++_states}";
        return
        [
            State("inject", ("data", JsonObject.Of(("of", "{{ input.topic }}"), ("n", random.Next(10)))), ("resultPath", name)),
            State("transform", ("expression", $"{{'sum': {name}.n + input.n, 'items': [one + '!' for one in input['items']]}}")),
        ];
    }

    private List<JsonObject> Parallel(Place place)
    {
        // At most one of them fails, so that it is known which.
        var (count, failing) = (random.Next(1, 4), random.Next(4));
        var branches = Enumerable.Range(0, count).Select(index => Branch(index, Block(place.Inside(place.MayFail && index == failing))));
        return [State("parallel", ("branches", JsonArray.From(branches)), ("outputAggregation", random.Next(2) == 0 ? "merge" : "array"))];
    }

    // As many as the join asks for can end; the others wait for ever.
    private List<JsonObject> Race(Place place)
    {
        var (needed, waiting) = (random.Next(1, 3), random.Next(1, 3));
        var branches = Enumerable.Range(0, needed + waiting).Select(index => Branch(
            index, index < waiting ? Linked([Agent(place), State("signal", ("signal", Never))]) : Block(place.Inside(mayFail: false))));
        var join = needed == 1 ? JsonObject.Of(("mode", "any")) : JsonObject.Of(("mode", "count"), ("count", needed));
        return [State("parallel", ("branches", JsonArray.From(branches)), ("join", join), ("outputAggregation", needed == 1 ? "first" : "merge"))];
    }

    private static JsonObject Branch(int index, JsonArray states) => JsonObject.Of(("name", $"b{index}"), ("states", states));

    private List<JsonObject> Foreach(Place place)
    {
        var continues = random.Next(2) == 0;
        var item = $"i{++_states}";
        var state = State(
            "foreach",
            ("itemsPath", "input.items"),
            ("itemName", item),
            // Which item fails first must not depend on who is faster.
            ("maxConcurrency", place.MayFail && !continues ? 1 : random.Next(1, 5)),
            ("continueOnError", continues),
            ("outputAggregation", "array"),
            ("iterator", States(Block(place.Inside(continues || place.MayFail) with { Item = $"{{{{ {item} }}}}" }))));
        // What failed says so in words that differ from run to run.
        return [state, State("transform", ("expression", $"['failed' if type(one) == 'dict' and 'error' in one else one for one in steps.{Name(state)}.output]"))];
    }

    private List<JsonObject> Try(Place place)
    {
        var state = State("try", ("try", States(Linked([.. Unlinked(Block(place.Inside(mayFail: false))), FailingState(place)]))));
        state = random.Next(4) > 0 || !place.MayFail ? state.With("catch", States(Caught(place))) : state;
        return [random.Next(2) == 0 ? state.With("finally", States(Block(place.Inside(mayFail: false)))) : state];
    }

    private JsonArray Caught(Place place)
    {
        var seen = State("transform", ("expression", "{'code': _error.code, 'in': _error.state}"));
        return Linked([seen, .. Unlinked(Block(place.Inside(place.MayFail)))]);
    }

    private static IEnumerable<JsonObject> Unlinked(JsonArray states)
        => states.Cast<JsonObject>().Select(static state => state.Find("end") is null ? state : state.Without("end"));

    private List<JsonObject> Loop(Place place)
    {
        var counter = $"c{++_states}";
        var begin = State("transform", ("expression", $"{{'i': (ctx.{counter}.i if hasattr(ctx, '{counter}') else 0) + 1}}"), ("resultPath", counter));
        var body = Agent(place) is var asked && random.Next(2) == 0 ? [asked] : new List<JsonObject> { asked, Timer() };
        var again = State("switch");
        var after = State("transform", ("expression", $"{{'rounds': {counter}.i}}"));
        again = again
            .With("conditions", JsonArray.Create(JsonObject.Of(("if", $"{counter}.i < {random.Next(2, 4)}"), ("next", begin["name"]))))
            .With("defaultNext", after["name"]);
        return [begin, .. body, again, after];
    }

    private List<JsonObject> Child(Place place)
    {
        var state = State(
            "workflow",
            ("workflow", children[random.Next(children.Count)]),
            ("input", JsonObject.Of(("topic", "{{ input.topic }}"), ("n", "{{ input.n }}"), ("items", "{{ input['items'] }}"))),
            ("retry", Retry(random.Next(1, 3))));
        if (place.MayFail)
        {
            return [state];
        }

        // What is run by others may fail.
        return [State("try", ("try", States(Linked([state]))), ("catch", States(Linked([State("transform", ("expression", "{'broken': _error.state}"))]))))];
    }
}
