using System.Globalization;
using System.Text;
using System.Text.Json;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Artifacts;

/// <summary>
/// Files that every execution has: made of its journal when they are asked for. So they cost an execution nothing, are never half written, are there in every silo
/// of a cluster, and go with the journal.
/// </summary>
internal static class JournalArtifact
{
    public const string Notes = "notes.md";
    public const string Trace = "trace.json";
    public const string Logs = "logs.txt";
    public const string Metadata = "metadata.json";

    /// <summary>Their names, in the order of a list.</summary>
    public static IReadOnlyList<string> Names { get; } = [Logs, Metadata, Notes, Trace];

    /// <summary>The content; null where the name is none of them.</summary>
    public static string? Write(string name, FoundExecution execution, IReadOnlyList<StoredEvent> events) => name switch
    {
        Notes => WriteNotes(execution),
        Trace => WriteTrace(execution),
        Logs => WriteLogs(events),
        Metadata => WriteMetadata(execution.State),
        _ => null,
    };

    // What came of it, for people.
    private static string WriteNotes(FoundExecution execution)
    {
        var (detail, text) = (execution.Detail(), new StringBuilder());
        text.Append(CultureInfo.InvariantCulture, $"# {detail.WorkflowName}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Execution `{detail.Id}`, version {detail.WorkflowVersion}, {detail.Status}. Begun {detail.CreatedAt.UtcDateTime:u}");
        text.Append(detail.CompletedAt is { } end ? $", ended {end.UtcDateTime:u}.\n" : ".\n");
        Section(text, "Inputs", detail.Inputs);
        foreach (var step in execution.Steps.Where(static step => step.Output is not null && step.Type == "agent"))
        {
            Section(text, step.Branch is null ? step.State : $"{step.Branch}/{step.State}", step.Output);
        }

        Section(text, "Outputs", detail.Outputs);
        if (detail.Error is { } error)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Error\n\n{error.Category}{(error.State is null ? "" : $" in {error.State}")}: {error.Message}\n");
        }

        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, JsonElement? value)
    {
        switch (value)
        {
            case null:
                return;
            case { ValueKind: JsonValueKind.String } words:
                text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{words.GetString()}\n");
                return;
            case { } data:
                text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n```json\n{JsonValue.Parse(data.GetRawText()).ToIndentedJson()}\n```\n");
                return;
        }
    }

    private static string WriteTrace(FoundExecution execution)
        => $$"""{"execution":{{JsonSerializer.Serialize(execution.Detail(), AgentsJson.Wire.ExecutionDetail)}},"steps":{{JsonSerializer.Serialize(execution.Steps, AgentsJson.Wire.IReadOnlyListStepRecord)}}}""";

    // Names and times, nothing that a workflow reads or writes.
    private static string WriteLogs(IReadOnlyList<StoredEvent> events)
    {
        var text = new StringBuilder();
        foreach (var stored in events)
        {
            var record = ExecutionViews.Event(stored);
            text.Append(CultureInfo.InvariantCulture, $"{record.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {record.Seq} {record.Type}");
            foreach (var key in (ReadOnlySpan<string>)["state", "step_id", "attempt", "model", "tool", "signal"])
            {
                if (record.Data.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                {
                    text.Append(CultureInfo.InvariantCulture, $" {key}={value}");
                }
            }

            if (record.Data.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("category", out var category))
            {
                text.Append(CultureInfo.InvariantCulture, $" error={category}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    // How it was set up: enough to do it again.
    private static string WriteMetadata(ExecutionState state) => JsonObject.Of(
        ("execution_id", state.Id),
        ("workflow_id", state.WorkflowId),
        ("workflow_version", state.WorkflowVersion),
        ("status", state.Status.ToName()),
        ("run_mode", state.Overrides.TestRun is null ? RunModes.Full : RunModes.TestRun),
        ("provider", state.Overrides.Provider),
        ("model", state.Overrides.Model),
        ("skip_timers", state.Overrides.SkipsTimers),
        ("budget", state.Budget?.Limits.ToJson() ?? JsonValue.Null),
        ("agents", state.Origin.Agents),
        ("trigger_type", state.TriggerType),
        ("triggered_by", state.TriggeredBy),
        ("deployment_id", state.DeploymentId),
        ("parent_execution_id", state.Parent?.ExecutionId),
        ("trace_id", state.TraceId),
        ("secrets", state.Origin.Secrets),
        ("created_at", state.CreatedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))).ToIndentedJson();
}
