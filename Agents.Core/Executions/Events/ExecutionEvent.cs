using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>
/// One immutable entry of an execution's journal. Each type's file says what it records, how it is written and what it changes.
/// The written form is kept for ever: a field may be added, never renamed or removed.
/// </summary>
/// <param name="At">When it happened, in UTC.</param>
public abstract record ExecutionEvent(DateTimeOffset At)
{
    /// <summary>The event's name in the journal and in the API.</summary>
    public abstract string Type { get; }

    /// <summary>Writes the event as one JSON object with <c>type</c> and <c>at</c> first.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, Type);
        writer.WriteString("at"u8, At.UtcDateTime);
        WriteFields(writer);
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Not an event of this version: its type is unknown or a field is missing.</exception>
    public static ExecutionEvent Read(JsonObject json)
    {
        var at = json.Time("at");
        return json.Text("type") switch
        {
            ExecutionCreated.TypeName => ExecutionCreated.Read(json, at),
            ExecutionStarted.TypeName => new ExecutionStarted(at),
            ExecutionQueued.TypeName => new ExecutionQueued(at),
            ExecutionAdmitted.TypeName => ExecutionAdmitted.Read(json, at),
            ExecutionForked.TypeName => ExecutionForked.Read(json, at),
            StepStarted.TypeName => StepStarted.Read(json, at),
            ModelReplied.TypeName => ModelReplied.Read(json, at),
            ToolReturned.TypeName => ToolReturned.Read(json, at),
            StepSucceeded.TypeName => StepSucceeded.Read(json, at),
            StepFailed.TypeName => StepFailed.Read(json, at),
            StepEvaluated.TypeName => StepEvaluated.Read(json, at),
            BranchStarted.TypeName => BranchStarted.Read(json, at),
            BranchSkipped.TypeName => BranchSkipped.Read(json, at),
            BranchEnded.TypeName => BranchEnded.Read(json, at),
            LateResultIgnored.TypeName => LateResultIgnored.Read(json, at),
            ExecutionCompleted.TypeName => ExecutionCompleted.Read(json, at),
            ExecutionFailed.TypeName => ExecutionFailed.Read(json, at),
            ExecutionCancelled.TypeName => ExecutionCancelled.Read(json, at),
            ExecutionTimedOut.TypeName => new ExecutionTimedOut(at),
            ExecutionPaused.TypeName => ExecutionPaused.Read(json, at),
            ExecutionResumed.TypeName => ExecutionResumed.Read(json, at),
            ExecutionBudgetExceeded.TypeName => ExecutionBudgetExceeded.Read(json, at),
            BudgetChanged.TypeName => BudgetChanged.Read(json, at),
            BudgetWarned.TypeName => BudgetWarned.Read(json, at),
            StepDeferred.TypeName => StepDeferred.Read(json, at),
            TimerStarted.TypeName => TimerStarted.Read(json, at),
            SignalAwaited.TypeName => SignalAwaited.Read(json, at),
            SignalReceived.TypeName => SignalReceived.Read(json, at),
            SignalConsumed.TypeName => SignalConsumed.Read(json, at),
            ChildStarted.TypeName => ChildStarted.Read(json, at),
            ApprovalRequested.TypeName => ApprovalRequested.Read(json, at),
            ApprovalVoted.TypeName => ApprovalVoted.Read(json, at),
            ApprovalDelegated.TypeName => ApprovalDelegated.Read(json, at),
            ApprovalReminded.TypeName => ApprovalReminded.Read(json, at),
            ApprovalEscalated.TypeName => ApprovalEscalated.Read(json, at),
            var type => throw new InvalidDataException($"The journal has an event of type '{type}', which this version does not know."),
        };
    }

    internal abstract ExecutionState Apply(ExecutionState state);

    private protected virtual void WriteFields(Utf8JsonWriter writer)
    {
    }

    private protected static void WriteValue(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonValue value)
    {
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }

    // The workflow's own states have no branch, and their events no field for it.
    private protected static void WriteBranch(Utf8JsonWriter writer, string branch)
    {
        if (branch.Length > 0)
        {
            writer.WriteString("branch"u8, branch);
        }
    }

    private protected static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private protected static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            writer.WriteString(name, time.UtcDateTime);
        }
    }

    private protected static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
