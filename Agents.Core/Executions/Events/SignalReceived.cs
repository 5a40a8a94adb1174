using System.Text.Json;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A signal came. It is kept until a step consumes it.</summary>
public sealed record SignalReceived(DateTimeOffset At, string Id, string Name, JsonValue Payload, string? Actor) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "signal.received";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => (state with { Signals = state.Signals.With(new ReceivedSignal(Id, Name, Payload)) }).Holding(Payload);

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("id"u8, Id);
        writer.WriteString("name"u8, Name);
        WriteValue(writer, "payload"u8, Payload);
        WriteOptional(writer, "actor"u8, Actor);
    }

    internal static SignalReceived Read(JsonObject json, DateTimeOffset at)
        => new(at, json.Text("id"), json.Text("name"), json.Find("payload") ?? JsonValue.Null, json.OptionalText("actor"));
}
