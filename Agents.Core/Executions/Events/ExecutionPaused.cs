using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>Somebody paused the execution: nothing new begins until it is resumed.</summary>
public sealed record ExecutionPaused(DateTimeOffset At, string? Actor, string? Reason) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.paused";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state with { Status = ExecutionStatus.Paused };

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        WriteOptional(writer, "actor"u8, Actor);
        WriteOptional(writer, "reason"u8, Reason);
    }

    internal static ExecutionPaused Read(JsonObject json, DateTimeOffset at) => new(at, json.OptionalText("actor"), json.OptionalText("reason"));
}
