using Agents.Client.Executions;
using Agents.Core.Executions;
using Agents.Core.Executions.Bottlenecks;
using Agents.Core.Executions.Replays;
using Agents.Core.Json;
using Agents.Silo.AgentFiles;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions.Forks;

/// <summary>Replays executions, and compares what comes of it with the tables once they do not change any more.</summary>
internal sealed class ExecutionReplays(JournalReader journal, ExecutionStore store, WorkflowCatalog workflows, AgentBinding agents)
{
    /// <summary>Replays an execution; null where there is none.</summary>
    public async Task<ReplayReply?> ReplayAsync(string id)
    {
        var events = await journal.ReadAsync(id);
        if (events.Count == 0)
        {
            return null;
        }

        var state = JournalReader.Fold(events);
        var workflow = await agents.WithRecordedAsync(await workflows.GetAsync(state.WorkflowId, state.WorkflowVersion), state.Origin.Agents);
        var result = Replay.Of([.. events.Select(static stored => stored.Event)], workflow.Plan);
        var difference = result.Difference is { } decided
            ? new ReplayDifference("decision", decided.Seq, decided.Recorded ?? "nothing more", decided.Decided)
            : state.Status.IsFinal() ? await CompareAsync(events) : null;
        return new ReplayReply(difference is null, events.Count, result.Decided) { FirstDifference = difference };
    }

    private async Task<ReplayDifference?> CompareAsync(IReadOnlyList<StoredEvent> events)
    {
        var told = new ToldByJournal();
        foreach (var stored in events)
        {
            told.Add(stored);
        }

        var row = await store.FindStoredAsync(told.State.Id);
        var outputs = row?.Outputs is { } column ? await journal.ReadValueAsync(column) : null;
        var shown = row is null ? null : ToldByJournal.Text(row.Status, outputs, row.ErrorMessage, row.InputTokens, row.OutputTokens, row.TotalCostUsd, row.BottleneckInfo);
        if (told.Text() is var expected && expected != shown)
        {
            return new ReplayDifference("execution", null, expected, shown);
        }

        var steps = await store.ListStoredStepsAsync(told.State.Id);
        for (var index = 0; index < Math.Max(steps.Count, told.Steps.Count); index++)
        {
            var (journaled, kept) = (told.Steps.ElementAtOrDefault(index), steps.ElementAtOrDefault(index));
            if (journaled != kept)
            {
                return new ReplayDifference("steps", journaled?.Seq ?? kept!.Seq, Text(journaled) ?? "no further step", Text(kept));
            }
        }

        return null;
    }

    private static string? Text(StoredStep? step) => step is null ? null : $"{step.State} ({step.StepId}): {step.Status} after {step.Attempts} attempts";

    /// <summary>What the tables are to show at the end, as the journal tells it.</summary>
    private sealed class ToldByJournal
    {
        private readonly List<StepSpan> _spans = [];
        private readonly List<StoredStep> _steps = [];

        // As it ended: what came late changes no row.
        public ExecutionState State { get; private set; } = ExecutionState.None;

        public IReadOnlyList<StoredStep> Steps => [.. _steps.OrderBy(static step => step.Seq).ThenBy(static step => step.StepId, StringComparer.Ordinal)];

        public void Add(StoredEvent stored)
        {
            if (State.Status.IsFinal())
            {
                return;
            }

            foreach (var ended in Execution.Ended(State, stored.Event))
            {
                _steps.Add(new StoredStep(ended.Step.Id.Value, stored.Seq, ended.Step.State, ended.Status.ToName(), ended.Step.Attempt));
            }

            _spans.AddRange(StepSpan.Ended(State, stored.Event));
            State = Execution.Fold(State, stored.Event);
        }

        public string Text() => Text(
            State.Status.ToName(),
            State.Result,
            State.Error?.Message,
            State.Usage.InputTokens,
            State.Usage.OutputTokens,
            (double?)State.Usage.CostUsd,
            Bottleneck.Of(_spans, State.End!.At - State.CreatedAt)?.ToJson().ToJson());

        public static string Text(string status, JsonValue? outputs, string? error, long input, long output, double? cost, string? bottleneck) => JsonObject.Of(
            ("status", status), ("outputs", outputs ?? JsonValue.Null), ("error", error), ("input_tokens", input), ("output_tokens", output),
            ("cost_usd", cost is { } dollars ? dollars : JsonValue.Null), ("bottleneck", bottleneck)).ToJson();
    }
}
