using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>The execution ended by an error.</summary>
public sealed record ExecutionFailed(DateTimeOffset At, ExecutionError Error) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.failed";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => Ending.End(state, ExecutionStatus.Failed, new ExecutionEnd(At, null, Error));

    private protected override void WriteFields(Utf8JsonWriter writer) => WriteValue(writer, "error"u8, Error.ToJson());

    internal static ExecutionFailed Read(JsonObject json, DateTimeOffset at) => new(at, ExecutionError.FromJson(json.Object("error")));
}
