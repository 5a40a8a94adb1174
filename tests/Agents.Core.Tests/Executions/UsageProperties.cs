using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Tests.Executions.Conversations;
using Agents.Core.Workflows;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.Executions;

/// <summary>Whatever workflow, and whatever calls its steps make in whatever order: what they used is the same in every sum.</summary>
public sealed class UsageProperties
{
    private static readonly Config Tests = Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60);

    [Fact]
    public void Machine_AttemptsAddUpToStepsAndStepsToTheExecution() => AddsUp(PlanGenerator.Machine);

    [Fact]
    public void Graph_AttemptsAddUpToStepsAndStepsToTheExecution() => AddsUp(PlanGenerator.Graph);

    [Fact]
    public void GeneratedCalls_AreRecordedLateAndInConversations()
    {
        var seen = new HashSet<string>();
        Check.One(Tests, Prop.ForAll(PlanGenerator.Choices, PlanGenerator.Choices, (choices, commands) =>
        {
            var run = Play(PlanGenerator.Machine(choices), commands);
            seen.UnionWith(run.Types);
            seen.UnionWith(run.Journal.OfType<ModelReplied>().Where(static call => call.Attempt > 1).Select(static _ => "second attempt"));
            seen.UnionWith(run.Journal.OfType<ModelReplied>().Where(static call => call.Usage.CostUsd is null).Select(static _ => "unknown price"));
        }));

        new[] { ModelReplied.TypeName, ToolReturned.TypeName, LateResultIgnored.TypeName, "second attempt", "unknown price" }.Except(seen).ShouldBeEmpty();
    }

    private static void AddsUp(Func<int[], Workflow> generate) => Check.One(Tests, Prop.ForAll(PlanGenerator.Choices, PlanGenerator.Choices, (choices, commands) =>
    {
        var run = Play(generate(choices), commands);

        foreach (var state in new[] { run.State, run.Reload() })
        {
            var attempts = run.Journal.Where(static happened => happened is ModelReplied or ToolReturned).GroupBy(static call => AttemptOf(call), static call => UsageOf(call));
            var steps = attempts.GroupBy(static attempt => attempt.Key.Step, static attempt => Sum(attempt)).ToDictionary(static step => step.Key, static step => Sum(step));
            state.ActiveSteps.ShouldAllBe(step => step.Usage == steps.GetValueOrDefault(step.Id, TokenUsage.None));
            state.Usage.ShouldBe(Sum(steps.Values));
        }
    }));

    private static Run Play(Workflow plan, int[] commands)
    {
        var run = Run.Start(plan, PlanGenerator.Inputs);
        var calls = 0;
        foreach (var choice in commands)
        {
            Apply(run, choice, ++calls);
        }

        return run;
    }

    private static void Apply(Run run, int choice, int call)
    {
        // Also of steps that are over: what comes late was paid for all the same.
        var started = run.Journal.OfType<StepStarted>().Where(static step => step.Composite is null).ToList();
        var late = started.Count == 0 ? null : started[choice % started.Count];
        var step = run.Work.Count == 0 ? null : run.Work[choice % run.Work.Count];
        switch (choice % 10)
        {
            case 0 or 1 when step is not null:
                run.Take(new FinishStep(run.Now, step.Id, step.Attempt, "done", null, [Replied(step, call, choice) with { ToolCalls = null }], 0));
                break;
            case 2 when step is not null:
                var calls = new[] { Replied(step, call, choice) with { ToolCalls = null }, Replied(step, call + 1_000, choice / 2) with { ToolCalls = null } };
                run.Take(new FinishStep(run.Now, step.Id, step.Attempt, null, new ExecutionError(ErrorCategory.Provider, "down"), calls, 0.5));
                break;
            case 3 or 4 when step is not null:
                run.Take(new RecordCall(run.Now, step.Id, step.Attempt, Replied(step, call, choice)));
                break;
            case 5 when step is not null:
                var returned = Said.Return(call) with { At = run.Now, StepId = step.Id, Attempt = step.Attempt, Branch = step.Branch, Tries = choice % 3 };
                run.Take(new RecordCall(run.Now, step.Id, step.Attempt, returned));
                break;
            case 6 when late is not null:
                var answer = Replied(choice, call) with { At = run.Now, StepId = late.StepId, Attempt = late.Attempt, Branch = late.Branch, ToolCalls = null };
                run.Take(new FinishStep(run.Now, late.StepId, late.Attempt, "late", null, [answer], 0));
                break;
            case 7 when choice % 100 == 7:
                run.Take(new CancelExecution(run.Now, "ada", null));
                break;
            default:
                run.Pass(TimeSpan.FromSeconds(choice % 60));
                break;
        }
    }

    private static ModelReplied Replied(StepState step, int call, int choice)
        => Replied(choice, call) with { At = step.StartedAt, StepId = step.Id, Attempt = step.Attempt, Branch = step.Branch };

    private static ModelReplied Replied(int choice, int call) => Said.Reply(call, Said.Ask("t", $"{call}")) with
    {
        Usage = new TokenUsage(choice, choice % 70, choice % 97 == 96 ? null : choice / 1_000m, 1) { CachedInputTokens = choice / 2, CacheWriteTokens = choice / 4, ReasoningTokens = choice % 7 },
    };

    private static (StepId Step, int Attempt) AttemptOf(ExecutionEvent call) => call switch
    {
        ModelReplied replied => (replied.StepId, replied.Attempt),
        ToolReturned returned => (returned.StepId, returned.Attempt),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call.Type, "Not a call."),
    };

    private static TokenUsage UsageOf(ExecutionEvent call) => call switch
    {
        ModelReplied replied => replied.Usage,
        ToolReturned returned => new TokenUsage(0, 0, 0m, 0) { ToolCalls = returned.Tries },
        _ => TokenUsage.None,
    };

    private static TokenUsage Sum(IEnumerable<TokenUsage> usages) => usages.Aggregate(TokenUsage.None, static (sum, usage) => sum + usage);
}
