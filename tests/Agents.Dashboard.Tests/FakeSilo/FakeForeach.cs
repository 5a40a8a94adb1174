using Agents.Client.Executions;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>A step with ten thousand items: most are done, a few failed, a few run.</summary>
public static class FakeForeach
{
    private const int Items = 10_000;

    private static readonly DateTimeOffset Start = FakeWorkflows.Now.AddMinutes(-2);

    public static FakeExecution TenThousand { get; } = Make();

    private static FakeExecution Make()
    {
        var execution = FakeExecutions.Of("exec_each", "article_writer", "Ten thousand", ExecutionStatuses.Running, 2, 0, 1.2m, 90_000);
        return execution with { Steps = [Each, .. Enumerable.Range(0, Items).Select(Item)] };
    }

    private static StepRecord Each => new()
    {
        StepId = "step_each",
        State = "each",
        Type = "foreach",
        Status = StepStatuses.Running,
        StartedAt = Start,
        Branches = new BranchCounts(Items, Items - 10, 7),
        CostUsd = 0,
    };

    // Every 1,400th fails, the last ten run.
    private static StepRecord Item(int index)
    {
        var status = index >= Items - 10 ? StepStatuses.Running : index % 1_400 == 1_399 ? StepStatuses.Failed : StepStatuses.Succeeded;
        return new StepRecord
        {
            StepId = $"step_{index + 1}",
            State = "summarize",
            Type = "agent",
            Branch = $"each#1/{index}",
            Status = status,
            StartedAt = Start.AddMilliseconds(index * 10),
            CompletedAt = status == StepStatuses.Running ? null : Start.AddMilliseconds((index * 10) + 40),
            DurationSeconds = status == StepStatuses.Running ? null : 0.04,
            CostUsd = 0.0001m,
            Error = status == StepStatuses.Failed ? new("provider_error", "Overloaded.") : null,
        };
    }
}
