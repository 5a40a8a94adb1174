using System.Text.Json;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A step asks for an execution of another workflow and waits for its end. Recorded before that execution is started, so that it is started once.</summary>
public sealed record ChildStarted(DateTimeOffset At, StepId StepId, string ExecutionId, string WorkflowId, int? Version) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "child.started";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state.Waiting(StepId, new ChildWait(ExecutionId, WorkflowId, Version));

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        writer.WriteString("execution_id"u8, ExecutionId);
        writer.WriteString("workflow_id"u8, WorkflowId);
        if (Version is { } version)
        {
            writer.WriteNumber("version"u8, version);
        }
    }

    internal static ChildStarted Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), json.Text("execution_id"), json.Text("workflow_id"), (int?)json.OptionalLong("version"));
}
