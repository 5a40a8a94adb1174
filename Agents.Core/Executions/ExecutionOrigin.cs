using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>What is fixed when an execution is recorded, and never changes after.</summary>
public sealed record ExecutionOrigin
{
    /// <summary>Before the first event.</summary>
    public static readonly ExecutionOrigin None = new();

    /// <summary>The execution's id; empty before the first event.</summary>
    public string Id { get; init; } = "";

    /// <summary>The workflow's id.</summary>
    public string WorkflowId { get; init; } = "";

    /// <summary>The server's version number of the workflow.</summary>
    public int WorkflowVersion { get; init; }

    /// <summary>What it was started with.</summary>
    public JsonObject Inputs { get; init; } = JsonObject.Empty;

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it must be over; null means never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How it was started: <c>manual</c>, <c>scheduled</c>, <c>api</c>, <c>webhook</c>, <c>chat</c> or <c>workflow</c>.</summary>
    public string TriggerType { get; init; } = "api";

    /// <summary>Who started it; null where nobody said.</summary>
    public string? TriggeredBy { get; init; }

    /// <summary>W3C trace id; null where tracing was off.</summary>
    public string? TraceId { get; init; }

    /// <summary>The step that started it and waits for its end; null where nobody of ours does.</summary>
    public ParentStep? Parent { get; init; }

    /// <summary>Settings of this execution that go before the definition's.</summary>
    public ExecutionOverrides Overrides { get; init; } = ExecutionOverrides.None;

    /// <summary>Names of the secrets that it was given, as <c>env.NAME</c> and <c>inputs.PATH</c>. Their values are kept apart, and only until its end.</summary>
    public JsonArray Secrets { get; init; } = JsonArray.Empty;

    /// <summary>How much it may hold, in bytes.</summary>
    public long MaxContextBytes { get; init; } = ContextLimit.DefaultBytes;

    /// <summary>The execution that this one repeats; null where it repeats none.</summary>
    public ForkOrigin? ForkedFrom { get; init; }

    /// <summary>The deployment that it was started through; null where it was started directly.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>The agents of environments that it uses, as the definition names them, each with the hash of its file.</summary>
    public JsonObject Agents { get; init; } = JsonObject.Empty;

    /// <summary>What it took over from that execution.</summary>
    public ReusedWork Reused { get; init; } = ReusedWork.None;
}
