using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Schedules;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a <c>cron</c> start state. Its <c>input</c> is data for the execution, so own keys are looked for inside only when they are not beside it.</summary>
internal static class CronStateReader
{
    public static State? Read(StateReader state)
    {
        var keys = state.Keys;
        var input = keys.Find("input");
        if (keys.Find("cron") is null && (input as MappingNode)?.Find("cron") is not null)
        {
            keys.AlsoLookIn((MappingNode)input);
        }

        var cron = keys.RequireText("cron");
        if (cron is null)
        {
            return null;
        }

        if (!CronExpression.TryParse(cron, out _, out var problem))
        {
            keys.Bag.Error(
                DiagnosticCodes.InvalidCron, keys.Find("cron")!.Place, $"The cron expression '{cron}' {problem}.",
                "Five fields: minute hour day-of-month month day-of-week, e.g. '0 9 * * 1-5'; six with seconds first; or a macro such as @daily.", actual: cron);
        }

        return new CronState(state.Name)
        {
            Cron = cron,
            Timezone = Timezone(keys) ?? "UTC",
            Enabled = keys.Boolean("enabled") ?? true,
            Data = Data(keys, input),
        };
    }

    private static JsonObject Data(MappingReader keys, DocumentNode? input)
    {
        var data = MappingReader.Of(input, keys.Bag, $"'input' of {keys.What}")?.Node.ToJson() as JsonObject ?? JsonObject.Empty;
        return keys.Taken.Aggregate(data, static (rest, key) => rest.Without(key));
    }

    private static string? Timezone(MappingReader keys)
    {
        var zone = keys.Text("timezone", "timeZone", "tz");
        if (zone is not null && !TimeZones.TryFind(zone, out _, out var problem))
        {
            keys.Bag.Error(DiagnosticCodes.InvalidValue, keys.Find("timezone", "timeZone", "tz")!.Place, $"'{zone}' {problem}.", "Use an IANA name such as Europe/Berlin or UTC.", actual: zone);
        }

        return zone;
    }
}
