using Agents.Silo.Models;
using Agents.Silo.Models.Gates;
using Agents.Silo.Tests.Models.Conformance;
using Agents.Testing;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Models.Gates;

public sealed class ProviderGateTests
{
    [Fact]
    public async Task FailuresInARow_CloseTheGate_AndOneCallTriesAgain()
    {
        var time = new ManualTimeProvider();
        await using var subject = await WireSubject.StartAsync(
            "openai", time, ["Models:Providers:openai:BreakAfter=3", "Models:Providers:openai:BreakFor=00:00:20"],
            ModelAnswer.Error(500), ModelAnswer.Error(503), ModelAnswer.Error(500), ModelAnswer.Error(500), ModelAnswer.Text("back"));
        for (var i = 0; i < 3; i++)
        {
            (await subject.Host.AskAsync("Write")).Failure().Code.ShouldBe("unavailable");
        }

        time.Advance(TimeSpan.FromSeconds(5));
        var rejected = (await subject.Host.AskAsync("Write")).Failure();
        (rejected.Category, rejected.Code, rejected.Retryable, rejected.RetryAfter).ShouldBe(("provider_error", "circuit_open", true, TimeSpan.FromSeconds(15)));
        subject.Server.Requests.Count.ShouldBe(3, "the provider is left alone");

        time.Advance(TimeSpan.FromSeconds(15));
        (await subject.Host.AskAsync("Write")).Failure().Code.ShouldBe("unavailable", "the call that tries fails");
        (await subject.Host.AskAsync("Write")).Failure().Code.ShouldBe("circuit_open");

        time.Advance(TimeSpan.FromSeconds(20));
        (await subject.Host.AskAsync("Write")).OutputText().ShouldBe("back");
        (await subject.Host.AskAsync("Write")).OutputText().ShouldBe("back");
        subject.Server.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task WhatIsNotTheProvidersFault_DoesNotCloseTheGate()
    {
        await using var subject = await WireSubject.StartAsync(
            "openai", TimeProvider.System, ["Models:Providers:openai:BreakAfter=2"],
            ModelAnswer.Error(429), ModelAnswer.Error(429), ModelAnswer.Error(400), ModelAnswer.Error(401), ModelAnswer.Text("fine"));
        for (var i = 0; i < 4; i++)
        {
            (await subject.Host.AskAsync("Write")).Failure().Category.ShouldNotBe("provider_error");
        }

        (await subject.Host.AskAsync("Write")).OutputText().ShouldBe("fine");
    }

    [Fact]
    public async Task OneSuccess_BreaksTheRow()
    {
        await using var subject = await WireSubject.StartAsync(
            "openai", TimeProvider.System, ["Models:Providers:openai:BreakAfter=2"],
            ModelAnswer.Text("fine"), ModelAnswer.Error(500), ModelAnswer.Text("fine"), ModelAnswer.Error(500), ModelAnswer.Text("fine"));
        for (var i = 0; i < 5; i++)
        {
            await subject.Host.AskAsync("Write");
        }

        subject.Server.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task HalfOpen_LetsOneCallThrough()
    {
        var time = new ManualTimeProvider();
        var breaker = new CircuitBreaker(2, TimeSpan.FromSeconds(10), time);
        for (var i = 0; i < 2; i++)
        {
            var failing = await breaker.TryAsync();
            failing.OpenFor.ShouldBeNull();
            await failing.EndAsync(isFailure: true);
        }

        time.Advance(TimeSpan.FromSeconds(10));
        breaker.OpenFor.ShouldBeNull("somebody has to try");
        var first = await breaker.TryAsync();
        var second = await breaker.TryAsync();
        (first.OpenFor, second.OpenFor).ShouldBe((null, TimeSpan.FromSeconds(1)));
        await first.DisposeAsync();
        breaker.OpenFor.ShouldBe(TimeSpan.FromSeconds(10), "a call that was given up is no proof");
    }

    [Fact]
    public async Task CallsBeyondTheLimit_WaitInLine_InOrder()
    {
        using var gate = new ProviderGate(Settings(1), TimeProvider.System);
        var order = new List<int>();
        var first = await gate.EnterAsync(default);
        var waiting = Enumerable.Range(0, 5).Select(async i =>
        {
            await using var pass = await gate.EnterAsync(default);
            order.Add(i);
        }).ToList();
        gate.Waiting.ShouldBe(5);
        await first.DisposeAsync();
        await Task.WhenAll(waiting);
        order.ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task Cancellation_LeavesTheLine()
    {
        using var gate = new ProviderGate(Settings(1), TimeProvider.System);
        await using var first = await gate.EnterAsync(default);
        using var cancellation = new CancellationTokenSource();
        var waiting = gate.EnterAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        gate.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task AbandonedStream_GivesItsPlaceBack()
    {
        await using var subject = await WireSubject.StartAsync("openai", TimeProvider.System, ["Models:Providers:openai:MaxConcurrentCalls=1"], ModelAnswer.Text("a", "b"));
        for (var i = 0; i < 3; i++)
        {
            await foreach (var update in subject.Client.GetStreamingResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "Write")]))
            {
                break;
            }
        }

        subject.Server.Requests.Count.ShouldBe(3);
    }

    private static ProviderSettings Settings(int limit) => ProviderDefaults.Complete("openai", new ProviderConnection { MaxConcurrentCalls = limit });
}
