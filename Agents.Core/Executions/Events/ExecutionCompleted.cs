using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>The execution reached its end.</summary>
public sealed record ExecutionCompleted(DateTimeOffset At, JsonValue Outputs) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.completed";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => Ending.End(state, ExecutionStatus.Completed, new ExecutionEnd(At, Outputs, null));

    private protected override void WriteFields(Utf8JsonWriter writer) => WriteValue(writer, "outputs"u8, Outputs);

    internal static ExecutionCompleted Read(JsonObject json, DateTimeOffset at) => new(at, json.Find("outputs") ?? JsonValue.Null);
}
