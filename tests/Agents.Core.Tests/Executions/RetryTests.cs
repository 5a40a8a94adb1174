using Agents.Core.Executions;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions;

public sealed class RetryTests
{
    private static Run Start(RetryRule? rule = null) => Run.Start(Plans.Machine(Plans.Agent("ask") with { Retry = rule }));

    [Fact]
    public void ProviderError_IsTriedAgainAfterTwoFourAndEightSeconds()
    {
        var run = Start();
        foreach (var wait in new[] { 2, 4, 8 })
        {
            run.Fail(ErrorCategory.Provider);
            run.Step.Status.ShouldBe(StepStatus.Pending);
            (run.Step.RetryAt - run.Now).ShouldBe(TimeSpan.FromSeconds(wait));
            run.Pass(TimeSpan.FromSeconds(wait)).Step.Status.ShouldBe(StepStatus.Running);
        }

        run.Fail(ErrorCategory.Provider, "down").State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Message.ShouldBe("down (after 3 retries)");
    }

    [Fact]
    public void Timeout_IsTriedOnceMore()
    {
        var run = Start().Fail(ErrorCategory.Timeout).Pass(TimeSpan.FromSeconds(2));

        run.Step.Attempt.ShouldBe(2);
        run.Fail(ErrorCategory.Timeout).State.Status.ShouldBe(ExecutionStatus.Failed);
    }

    [Theory]
    [InlineData(ErrorCategory.Validation)]
    [InlineData(ErrorCategory.Unauthorized)]
    [InlineData(ErrorCategory.Internal)]
    public void WhatCannotSucceed_IsNotTriedAgain(string category)
        => Start().Fail(category).State.Status.ShouldBe(ExecutionStatus.Failed);

    [Fact]
    public void RetryAfter_GoesBeforeAShorterBackoff()
    {
        var run = Start().Fail(ErrorCategory.RateLimited, retryAfter: TimeSpan.FromSeconds(30));

        (run.Step.RetryAt - run.Now).ShouldBe(TimeSpan.FromSeconds(30));
        run.Pass(TimeSpan.FromSeconds(29)).Step.Status.ShouldBe(StepStatus.Pending);
        run.Pass(TimeSpan.FromSeconds(1)).Step.Status.ShouldBe(StepStatus.Running);
    }

    [Fact]
    public void Rule_DecidesAttemptsBackoffAndCategories()
    {
        var rule = new RetryRule { MaxAttempts = 3, Backoff = TimeSpan.FromSeconds(10), MaxBackoff = TimeSpan.FromSeconds(15), RetryOn = [ErrorCategory.Validation] };

        RetryPolicy.NextDelay(rule, new ExecutionError(ErrorCategory.Validation, ""), 1, 0).ShouldBe(TimeSpan.FromSeconds(10));
        RetryPolicy.NextDelay(rule, new ExecutionError(ErrorCategory.Validation, ""), 2, 0).ShouldBe(TimeSpan.FromSeconds(15));
        RetryPolicy.NextDelay(rule, new ExecutionError(ErrorCategory.Validation, ""), 3, 0).ShouldBeNull();
        RetryPolicy.NextDelay(rule, new ExecutionError(ErrorCategory.Provider, ""), 1, 0).ShouldBeNull();
    }

    [Fact]
    public void PermanentError_IsNotTriedAgainWhateverItsCategory()
        => RetryPolicy.NextDelay(null, new ExecutionError(ErrorCategory.RateLimited, "quota") { IsPermanent = true }, 1, 0).ShouldBeNull();

    [Fact]
    public void Jitter_AddsUpToAQuarter()
        => RetryPolicy.NextDelay(null, new ExecutionError(ErrorCategory.Provider, ""), 1, jitter: 1).ShouldBe(TimeSpan.FromSeconds(2.5));

    [Fact]
    public void LaterAttempt_GetsTheInputOfTheFirst()
    {
        var run = Run.Start(Plans.Machine(Plans.Agent("ask", task: "at {{ _timestamp }}")));
        var input = run.Step.Input;

        run.Fail(ErrorCategory.Provider).Pass(TimeSpan.FromSeconds(2)).Step.Input.ShouldBe(input);
        run.Step.Id.IdempotencyKey(2).ShouldEndWith(":2");
    }
}
