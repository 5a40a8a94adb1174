using Agents.Core.Executions.Events;
using Agents.Core.Json;

namespace Agents.Core.Executions.Commands;

/// <summary>Record an execution that begins as another one did up to a cut, with its recorded results, and let it go on.</summary>
/// <param name="Now">When it was asked, in UTC.</param>
public sealed record ForkExecution(DateTimeOffset Now) : ExecutionCommand(Now)
{
    /// <summary>The new execution's id.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The whole journal of the execution that is repeated.</summary>
    public required IReadOnlyList<ExecutionEvent> Journal { get; init; }

    /// <summary>Where it is cut.</summary>
    public required ForkPoint Point { get; init; }

    /// <summary>The version that the rest runs on: the one that the command is decided with.</summary>
    public required int WorkflowVersion { get; init; }

    /// <summary>What it has for inputs from here on, checked and with defaults; null means the same.</summary>
    public JsonObject? Inputs { get; init; }

    /// <summary>How it is started.</summary>
    public string TriggerType { get; init; } = "api";

    /// <summary>Who started it; null where nobody said.</summary>
    public string? TriggeredBy { get; init; }

    /// <summary>W3C trace id; null where tracing is off.</summary>
    public string? TraceId { get; init; }

    /// <summary>Settings for the rest that go before the definition's.</summary>
    public ExecutionOverrides Overrides { get; init; } = ExecutionOverrides.None;

    /// <summary>How much it may hold, in bytes.</summary>
    public long MaxContextBytes { get; init; } = ContextLimit.DefaultBytes;

    /// <summary>The agents of environments that it uses, as the definition names them, each with the hash of its file.</summary>
    public JsonObject Agents { get; init; } = JsonObject.Empty;

    /// <summary>Whether too many executions are active: then it is recorded and waits for <see cref="AdmitExecution"/>.</summary>
    public bool IsQueued { get; init; }

    /// <summary>Names of the secrets that it is given; never a value.</summary>
    public JsonArray Secrets { get; init; } = JsonArray.Empty;

    /// <summary>What <c>validating</c> found wrong outside the definition; empty lets the execution run.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];
}
