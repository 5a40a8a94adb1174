using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Agents.Core.Executions;

namespace Agents.Silo.Executions.Telemetry;

/// <summary>Where spans of executions come from.</summary>
internal static class ExecutionSource
{
    /// <summary>Name of the activity source.</summary>
    public const string Name = "Agents.Executions";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Whether anybody listens.</summary>
    public static bool IsWatched => Source.HasListeners();

    /// <summary>The trace of an execution: recorded where it was started inside of one, else made from its id, so that every life finds the same one.</summary>
    public static ActivityContext TraceOf(ExecutionState state) => new(
        state.TraceId is { } recorded
            ? ActivityTraceId.CreateFromString(recorded)
            : ActivityTraceId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(state.Id)).AsSpan(0, 16)),
        default,
        ActivityTraceFlags.Recorded);

    /// <summary>Begins a span that others are put under by name; null where nobody wants it. It is not the current one: a grain's turns are not nested.</summary>
    /// <param name="name">The span's name.</param>
    /// <param name="parent">What it is a part of.</param>
    /// <param name="at">When it began; null means now.</param>
    public static Activity? Start(string name, ActivityContext parent, DateTimeOffset? at)
    {
        var current = Activity.Current;
        var span = Source.StartActivity(name, ActivityKind.Internal, parent, startTime: at ?? default);
        Activity.Current = current;
        return span;
    }

    /// <summary>Ends a span at a time.</summary>
    public static void Stop(Activity? span, DateTimeOffset at)
    {
        if (span is not null)
        {
            var current = Activity.Current;
            span.SetEndTime(at.UtcDateTime);
            span.Stop();
            Activity.Current = current;
        }
    }

    /// <summary>Begins the span of one attempt, which is the current one for what it calls.</summary>
    public static Activity? StartStep(ActivityContext parent, StepState step, string action)
        => Source.StartActivity($"step {step.State}", ActivityKind.Internal, parent)?
            .SetTag("agents.step.id", step.Id.Value)
            .SetTag("agents.step.attempt", step.Attempt)
            .SetTag("agents.action", action);

    /// <summary>Begins the span of an agent's work inside of the current step.</summary>
    public static Activity? StartAgent(string agent) => Activity.Current?.Source != Source ? null : Source.StartActivity($"invoke_agent {agent}")?
        .SetTag("gen_ai.operation.name", "invoke_agent")
        .SetTag("gen_ai.agent.name", agent);

    /// <summary>Begins the span of a tool call inside of the current agent's work; null where nobody wants it.</summary>
    public static Activity? StartTool(string tool, string description, string callId) => Activity.Current?.Source != Source ? null : Source.StartActivity($"execute_tool {tool}")?
        .SetTag("gen_ai.operation.name", "execute_tool")
        .SetTag("gen_ai.tool.name", tool)
        .SetTag("gen_ai.tool.type", "function")
        .SetTag("gen_ai.tool.description", description)
        .SetTag("gen_ai.tool.call.id", callId);

    /// <summary>Notes how a tool call ended.</summary>
    public static void Ended(Activity? span, ExecutionError? error)
    {
        if (error is not null)
        {
            span?.SetTag("error.type", error.Code ?? error.Category).SetStatus(ActivityStatusCode.Error, error.Message);
        }
    }

    /// <summary>Notes how an attempt ended.</summary>
    public static void Ended(Activity? span, StepOutcome outcome)
    {
        if (outcome is StepBroken { Error: var error })
        {
            span?.SetTag("error.type", error.Category).SetStatus(ActivityStatusCode.Error, error.Message);
        }
        else if (outcome is StepStopped)
        {
            span?.SetTag("error.type", "cancelled").SetStatus(ActivityStatusCode.Error);
        }
    }
}
