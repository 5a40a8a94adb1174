using System.Text.Json;
using Agents.Client.Executions;

namespace Agents.Dashboard.Executions;

/// <summary>What an event is about, in a few words. An event of an unknown type says nothing, and is there all the same.</summary>
internal static class EventText
{
    public static string About(EventRecord item, IReadOnlyList<StepRecord> steps)
        => string.Join(" · ", Parts(item, steps).Where(static part => part.Length > 0));

    private static IEnumerable<string> Parts(EventRecord item, IReadOnlyList<StepRecord> steps)
    {
        yield return Text(item.Data, "state") is { Length: > 0 } state ? state : StateOf(Text(item.Data, "step_id"), steps);
        yield return Text(item.Data, "branch");
        yield return Number(item.Data, "attempt") is { } attempt and > 1 ? $"attempt {attempt}" : "";
        yield return Text(item.Data, "model");
        yield return Text(item.Data, "next") is { Length: > 0 } next ? $"→ {next}" : "";
        yield return item.Data.ValueKind == JsonValueKind.Object && item.Data.TryGetProperty("error", out var error) ? Text(error, "message") : "";
        yield return Text(item.Data, "limit") is { Length: > 0 } limit ? $"{limit} of {Raw(item.Data, "of")}" : "";
        yield return Text(item.Data, "actor");
        yield return Text(item.Data, "reason");
    }

    private static string StateOf(string stepId, IReadOnlyList<StepRecord> steps)
        => stepId.Length == 0 ? "" : steps.FirstOrDefault(step => step.StepId == stepId)?.State ?? "";

    private static string Text(JsonElement data, string name)
        => data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string Raw(JsonElement data, string name) => data.TryGetProperty(name, out var value) ? value.GetRawText() : "?";

    private static long? Number(JsonElement data, string name)
        => data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;
}
