using System.Diagnostics.CodeAnalysis;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Evaluation;

/// <summary>
/// A frame's context as expressions see it, both as <c>ctx</c> and as bare names (formats §B.3): what states wrote,
/// <c>input</c>, <c>steps</c>, results of states by their name where they hide nothing, and what the engine knows.
/// </summary>
internal sealed class ContextMapping(ExecutionState state, Frame frame, Workflow plan, DateTimeOffset now) : StarlarkMapping
{
    public override int Count => frame.Locals.Count == 0 ? frame.Context.Count : Names.Count();

    public override IEnumerable<string> Names => frame.Locals.Count == 0 ? frame.Context.Keys : frame.Locals.Keys.Union(frame.Context.Keys);

    public override bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value)
    {
        value = Find(name);
        return value is not null;
    }

    private StarlarkValue? Find(string name)
    {
        if (frame.Locals.TryGetValue(name, out var local))
        {
            return StarlarkJson.View(local);
        }

        if (name == "steps" && plan.Format != WorkflowFormat.Graph)
        {
            return new StepResults(Steps ?? JsonObject.Empty);
        }

        if (frame.Context.TryGetValue(name, out var written))
        {
            return StarlarkJson.View(written);
        }

        return Known(name) ?? (Steps is { } steps && steps.TryGetValue(name, out var result) ? StepResults.Of(result) : null);
    }

    private JsonObject? Steps => frame.Context.Find("steps") as JsonObject;

    private StarlarkValue? Known(string name) => name switch
    {
        "ctx" => this,
        "input" => new JsonMapping(state.Inputs),
        "state" when plan.Format == WorkflowFormat.Graph => new JsonMapping(frame.Context),
        "workflow" => new JsonMapping(JsonObject.Of(("id", plan.Id), ("name", plan.Name), ("version", plan.Version), ("input", state.Inputs))),
        "_timestamp" or "now" => Time(now),
        "_execution" => new JsonMapping(JsonObject.Of(
            ("id", state.Id), ("workflow", state.WorkflowId), ("version", state.WorkflowVersion), ("attempt", 1))),
        _ when name.StartsWith("_loop_iteration_", StringComparison.Ordinal) => StarlarkInt.Of(Iterations(name["_loop_iteration_".Length..])),
        _ when name.StartsWith("_cron", StringComparison.Ordinal) => Cron(name),
        _ => null,
    };

    // A state that ran without looping has run once; one that runs for the first time has completed no round.
    private int Iterations(string name)
        => frame.LoopIterations.TryGetValue(name, out var rounds) ? rounds
            : frame.Step?.State == name ? 0
            : Math.Min(1, frame.Visits.GetValueOrDefault(name));

    private StarlarkString? Cron(string name) => (name, plan.Start is ToTransition start ? plan.FindState(start.Target) : null) switch
    {
        ("_cronTriggeredAt", CronState) => Time(state.StartedAt ?? now),
        ("_cronExpression", CronState cron) => StarlarkString.Of(cron.Cron),
        ("_cronTimezone", CronState cron) => StarlarkString.Of(cron.Timezone),
        _ => null,
    };

    private static StarlarkString Time(DateTimeOffset time) => new(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture));
}
