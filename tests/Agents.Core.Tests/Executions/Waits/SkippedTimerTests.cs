using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Waits;

public sealed class SkippedTimerTests
{
    [Fact]
    public void TimersAndSignals_PassAtOnce()
    {
        var plan = Plans.Machine(
            new TimerState("hour") { Duration = TimeSpan.FromHours(1), Next = new ToTransition("paid") },
            new SignalState("paid") { Signal = "paid", Timeout = TimeSpan.FromHours(1), OnTimeout = "late" },
            new SignalState("late") { Signal = "late" });
        var run = new Run(plan);
        run.Take(new StartExecution(run.Now)
        {
            ExecutionId = "e1",
            WorkflowVersion = 1,
            Inputs = JsonObject.Empty,
            Overrides = new ExecutionOverrides(null, null) { SkipsTimers = true },
        });

        run.Pass(TimeSpan.Zero).Pass(TimeSpan.Zero);

        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        run.State.Result.ShouldBe(JsonObject.Empty);
        run.Reload().Overrides.SkipsTimers.ShouldBeTrue();
    }
}
