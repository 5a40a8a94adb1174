using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>An execution that waited for its turn has it. The time in which it must be over begins here.</summary>
public sealed record ExecutionAdmitted(DateTimeOffset At, DateTimeOffset? Deadline) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.admitted";

    /// <inheritdoc/>
    public override string Type => TypeName;

    // A fork has begun already: what it copied happened before it was queued.
    internal override ExecutionState Apply(ExecutionState state) => state with
    {
        Status = state.StartedAt is null ? ExecutionStatus.Validating : ExecutionStatus.Running,
        StartedAt = state.StartedAt is null ? null : At,
        QueuedAt = null,
        Origin = state.Origin with { Deadline = Deadline },
    };

    private protected override void WriteFields(Utf8JsonWriter writer) => WriteOptional(writer, "deadline"u8, Deadline);

    internal static ExecutionAdmitted Read(JsonObject json, DateTimeOffset at) => new(at, json.OptionalTime("deadline"));
}
