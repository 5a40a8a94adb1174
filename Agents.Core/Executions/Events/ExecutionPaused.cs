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

    /// <summary>Whether it is paused because the execution that waits for it is: then that one's resume lets it go on.</summary>
    public bool IsByParent { get; init; }

    internal override ExecutionState Apply(ExecutionState state) => state with { Status = ExecutionStatus.Paused, IsPausedByParent = IsByParent };

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        WriteOptional(writer, "actor"u8, Actor);
        WriteOptional(writer, "reason"u8, Reason);
        if (IsByParent)
        {
            writer.WriteBoolean("by_parent"u8, true);
        }
    }

    internal static ExecutionPaused Read(JsonObject json, DateTimeOffset at) => new(at, json.OptionalText("actor"), json.OptionalText("reason"))
    {
        IsByParent = json.Find("by_parent") is JsonBoolean { Value: true },
    };
}
