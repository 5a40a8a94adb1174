using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>Somebody cancelled the execution. Final: nothing is scheduled again.</summary>
public sealed record ExecutionCancelled(DateTimeOffset At, string? Actor, string? Reason) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.cancelled";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => Ending.End(state, ExecutionStatus.Cancelled, new ExecutionEnd(At, null, null));

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        WriteOptional(writer, "actor"u8, Actor);
        WriteOptional(writer, "reason"u8, Reason);
    }

    internal static ExecutionCancelled Read(JsonObject json, DateTimeOffset at) => new(at, json.OptionalText("actor"), json.OptionalText("reason"));
}
