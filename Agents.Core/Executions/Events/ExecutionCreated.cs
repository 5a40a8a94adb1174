using System.Text.Json;
using Agents.Core.Budgets;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions.Events;

/// <summary>The execution is recorded; from here on it survives everything.</summary>
public sealed record ExecutionCreated(DateTimeOffset At) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.created";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>The execution's id.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The workflow's id.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The server's version number of the workflow.</summary>
    public required int WorkflowVersion { get; init; }

    /// <summary>What it is started with, defaults filled in.</summary>
    public required JsonObject Inputs { get; init; }

    /// <summary>How it was started.</summary>
    public required string TriggerType { get; init; }

    /// <summary>Who started it; null where nobody said.</summary>
    public string? TriggeredBy { get; init; }

    /// <summary>W3C trace id; null where tracing was off.</summary>
    public string? TraceId { get; init; }

    /// <summary>When it must be over; null means never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The step that started it and waits for its end; null where nobody of ours does.</summary>
    public ParentStep? Parent { get; init; }

    /// <summary>What it may spend; null means no limit.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Settings that go before the definition's.</summary>
    public ExecutionOverrides Overrides { get; init; } = ExecutionOverrides.None;

    /// <summary>Names of the secrets that it was given, as <c>env.NAME</c> and <c>inputs.PATH</c>; never a value.</summary>
    public JsonArray Secrets { get; init; } = JsonArray.Empty;

    /// <summary>How much it may hold, in bytes.</summary>
    public long MaxContextBytes { get; init; } = ContextLimit.DefaultBytes;

    /// <summary>The execution that this one repeats; null where it repeats none.</summary>
    public ForkOrigin? ForkedFrom { get; init; }

    /// <summary>The deployment that it was started through; null where it was started directly.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>
    /// The agents of environments that it uses, as the definition names them, each with the hash of its file: what it runs whatever becomes of the files.
    /// </summary>
    public JsonObject Agents { get; init; } = JsonObject.Empty;

    internal override ExecutionState Apply(ExecutionState state) => state with
    {
        Status = ExecutionStatus.Validating,
        Origin = new ExecutionOrigin
        {
            Id = ExecutionId,
            WorkflowId = WorkflowId,
            WorkflowVersion = WorkflowVersion,
            Inputs = Inputs,
            CreatedAt = At,
            Deadline = Deadline,
            TriggerType = TriggerType,
            TriggeredBy = TriggeredBy,
            TraceId = TraceId,
            Parent = Parent,
            Overrides = Overrides,
            Secrets = Secrets,
            MaxContextBytes = MaxContextBytes,
            ForkedFrom = ForkedFrom,
            DeploymentId = DeploymentId,
            Agents = Agents,
        },
        HeldBytes = ContextSize.Of(Inputs),
        Budget = Budget is null ? null : new ExecutionBudget(Budget),
        Root = state.Root with { Context = Inputs, LastOutput = Inputs },
    };

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("execution_id"u8, ExecutionId);
        writer.WriteString("workflow_id"u8, WorkflowId);
        writer.WriteNumber("workflow_version"u8, WorkflowVersion);
        WriteValue(writer, "inputs"u8, Inputs);
        writer.WriteString("trigger_type"u8, TriggerType);
        WriteOptional(writer, "triggered_by"u8, TriggeredBy);
        WriteOptional(writer, "trace_id"u8, TraceId);
        WriteOptional(writer, "deadline"u8, Deadline);
        if (Parent is not null)
        {
            WriteValue(writer, "parent"u8, Parent.ToJson());
        }

        if (Budget is not null)
        {
            WriteValue(writer, "budget"u8, Budget.ToJson());
        }

        if (Overrides != ExecutionOverrides.None)
        {
            WriteValue(writer, "overrides"u8, Overrides.ToJson());
        }

        if (Secrets.Count > 0)
        {
            WriteValue(writer, "secrets"u8, Secrets);
        }

        if (MaxContextBytes != ContextLimit.DefaultBytes)
        {
            writer.WriteNumber("max_context_bytes"u8, MaxContextBytes);
        }

        if (ForkedFrom is not null)
        {
            WriteValue(writer, "forked_from"u8, ForkedFrom.ToJson());
        }

        WriteOptional(writer, "deployment_id"u8, DeploymentId);

        if (Agents.Count > 0)
        {
            WriteValue(writer, "agents"u8, Agents);
        }
    }

    internal static ExecutionCreated Read(JsonObject json, DateTimeOffset at) => new(at)
    {
        ExecutionId = json.Text("execution_id"),
        WorkflowId = json.Text("workflow_id"),
        WorkflowVersion = json.Integer("workflow_version"),
        Inputs = json.Object("inputs"),
        TriggerType = json.Text("trigger_type"),
        TriggeredBy = json.OptionalText("triggered_by"),
        TraceId = json.OptionalText("trace_id"),
        Deadline = json.OptionalTime("deadline"),
        Parent = json.Find("parent") is JsonObject parent ? ParentStep.FromJson(parent) : null,
        Budget = json.Find("budget") is JsonObject budget ? Budget.FromJson(budget) : null,
        Overrides = ExecutionOverrides.FromJson(json.Find("overrides") as JsonObject),
        Secrets = json.Find("secrets") as JsonArray ?? JsonArray.Empty,
        MaxContextBytes = json.OptionalLong("max_context_bytes") ?? ContextLimit.DefaultBytes,
        ForkedFrom = ForkOrigin.FromJson(json.Find("forked_from") as JsonObject),
        DeploymentId = json.OptionalText("deployment_id"),
        Agents = json.Find("agents") as JsonObject ?? JsonObject.Empty,
    };
}
