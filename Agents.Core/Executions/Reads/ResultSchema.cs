using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions.Reads;

/// <summary>Where an agent's output is the workflow's result, what the workflow promises goes before what is read.</summary>
internal static class ResultSchema
{
    public static JsonValue? Of(Workflow plan, AgentState agent, JsonObject? read)
        => plan.OutputSchema is { } promised && Ends(plan, agent) ? Merge(promised, read) : read;

    private static bool Ends(Workflow plan, AgentState agent)
    {
        var seen = new HashSet<string>();
        var pending = new Stack<State>([agent]);
        while (pending.TryPop(out var state))
        {
            if (state is EndState { Fails: false } || (state.Next is EndTransition && state is not (SwitchState or EndState) && ReferenceEquals(plan.FindState(state.Name), state)))
            {
                return true;
            }

            foreach (var next in EarlierOutputs.Targets(state).Where(seen.Add).Select(plan.FindState))
            {
                // These pass on what they get; any other state has a result of its own.
                if (next is SwitchState or EndState or CronState)
                {
                    pending.Push(next);
                }
            }
        }

        return false;
    }

    private static JsonValue Merge(JsonValue promised, JsonObject? read)
    {
        if (read?.Find("properties") is not JsonObject wanted || promised is not JsonObject schema || !IsOpenObject(schema))
        {
            return promised;
        }

        var own = schema.Find("properties") as JsonObject ?? JsonObject.Empty;
        var properties = wanted.Where(property => !own.ContainsKey(property.Key)).Aggregate(own, static (all, property) => all.With(property.Key, property.Value));
        var required = (schema.Find("required") as JsonArray ?? []).Concat(wanted.Keys.Select(static key => (JsonValue)key)).Distinct();
        return schema.With("type", "object").With("properties", properties).With("required", JsonArray.From(required));
    }

    private static bool IsOpenObject(JsonObject schema)
        => (schema.Find("type") is null or JsonString { Value: "object" }) && !schema.ContainsKey("additionalProperties") && !schema.ContainsKey("unevaluatedProperties");
}
