using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>How long an execution may take.</summary>
internal static class TimeLimit
{
    /// <summary>The definition's limit, or a test run's where that is shorter; null means none.</summary>
    public static TimeSpan? Of(Workflow plan, ExecutionOverrides overrides)
        => overrides.TestRun is { } caps && !(plan.Timeout <= caps.Time) ? caps.Time : plan.Timeout;
}
