using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>Somebody resumed the execution.</summary>
public sealed record ExecutionResumed(DateTimeOffset At, string? Actor) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.resumed";

    /// <inheritdoc/>
    public override string Type => TypeName;

    // What its steps do tells the status from here on; one that was paused in the queue goes back to it.
    internal override ExecutionState Apply(ExecutionState state) => state with
    {
        Status = state.QueuedAt is null ? ExecutionStatus.Running : ExecutionStatus.Queued,
        IsPausedByParent = false,
        Budget = state.Budget is { Shortfall: not null } budget ? budget with { Shortfall = null } : state.Budget,
    };

    private protected override void WriteFields(Utf8JsonWriter writer) => WriteOptional(writer, "actor"u8, Actor);

    internal static ExecutionResumed Read(JsonObject json, DateTimeOffset at) => new(at, json.OptionalText("actor"));
}
