using Agents.Client.Executions;

namespace Agents.Dashboard.Display;

/// <summary>A status as colour, shape and word. Colour is the class, shape the symbol of icons.svg.</summary>
/// <param name="Tone">The colour: <c>idle</c>, <c>active</c>, <c>waiting</c>, <c>good</c>, <c>bad</c>, <c>off</c>.</param>
/// <param name="Shape">The symbol.</param>
/// <param name="Word">The word.</param>
internal sealed record StatusLook(string Tone, string Shape, string Word)
{
    /// <summary>The look of an execution's or a step's status; one that this version does not know is shown as it is.</summary>
    public static StatusLook Of(string status) => status switch
    {
        ExecutionStatuses.Queued => new("idle", "queued", "Queued"),
        StepStatuses.Pending => new("idle", "queued", "Pending"),
        ExecutionStatuses.Validating => new("active", "running", "Validating"),
        ExecutionStatuses.Running => new("active", "running", "Running"),
        ExecutionStatuses.WaitingApproval => new("waiting", "waiting", "Waiting for approval"),
        ExecutionStatuses.WaitingSignal => new("waiting", "waiting", "Waiting for signal"),
        ExecutionStatuses.WaitingTimer => new("waiting", "waiting", "Waiting for time"),
        ExecutionStatuses.Paused => new("waiting", "waiting", "Paused"),
        ExecutionStatuses.BudgetExceeded => new("waiting", "waiting", "Budget exceeded"),
        ExecutionStatuses.Completed => new("good", "completed", "Completed"),
        StepStatuses.Succeeded => new("good", "completed", "Succeeded"),
        ExecutionStatuses.Failed => new("bad", "failed", "Failed"),
        ExecutionStatuses.Cancelled => new("off", "cancelled", "Cancelled"),
        ExecutionStatuses.TimedOut => new("bad", "timed-out", "Timed out"),
        StepStatuses.Skipped => new("off", "skipped", "Skipped"),
        _ => new("idle", "queued", status),
    };
}
