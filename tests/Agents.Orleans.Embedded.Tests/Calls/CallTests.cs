namespace Agents.Orleans.Embedded.Tests.Calls;

public class CallTests
{
    [Fact]
    public async Task Task_Ends()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<ICalls>().Nothing();
        await host.Get<ICalls>().NothingByValue();
    }

    [Fact]
    public async Task Result_ComesBack()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ICalls>();
        (await grain.Echo("hello")).ShouldBe("hello");
        (await grain.Add(2, 3)).ShouldBe(5);
        (await grain.SumOf(1, 2, 3, 4, 5, 6, 7)).ShouldBe(28);
        (await grain.Reversed(new Order("a", [1, 2]))).Amounts.ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Exception_ReachesTheCaller()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ICalls>();
        (await Should.ThrowAsync<InvalidOperationException>(() => grain.Fail("after an await"))).Message.ShouldBe("after an await");
        (await Should.ThrowAsync<InvalidOperationException>(() => grain.FailAtOnce("before one"))).Message.ShouldBe("before one");
    }

    [Fact]
    public async Task GrainThatThrew_TakesTheNextCall()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ICalls>();
        await Should.ThrowAsync<InvalidOperationException>(() => grain.Fail("once"));
        (await grain.Echo("twice")).ShouldBe("twice");
    }

    [Fact]
    public async Task CancelledTask_IsCancelledForTheCaller()
    {
        await using var host = await GrainHost.StartAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => host.Get<ICalls>().Cancelled());
    }

    [Fact]
    public async Task Reference_TravelsAsArgumentAndResult()
    {
        await using var host = await GrainHost.StartAsync();
        (await host.Get<ICalls>("a").KeyOf(host.Get<ICalls>("b"))).ShouldBe("b");
        (await (await host.Get<ICalls>("c").Myself()).Key()).ShouldBe("c");
    }

    [Fact]
    public async Task References_AreEqualByGrain()
    {
        await using var host = await GrainHost.StartAsync();
        host.Get<ICalls>("a").ShouldBe(host.Get<ICalls>("a"));
        host.Get<ICalls>("a").ShouldNotBe(host.Get<ICalls>("b"));
        host.Get<ICalls>("a").GetHashCode().ShouldBe(host.Get<ICalls>("a").GetHashCode());
    }

    [Fact]
    public async Task GrainId_IsClassNameAndKey()
    {
        await using var host = await GrainHost.StartAsync();
        (await host.Get<ICalls>("some/key").Id()).ToString().ShouldBe("calls/some/key");
        host.Get<ICalls>("some/key").GetPrimaryKeyString().ShouldBe("some/key");
    }

    [Fact]
    public async Task OneWayCall_EndsBeforeTheMethodDoes()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<IExclusive>().Tell("told");
        await host.Probe.Reached("told starts");
        host.Probe.Open("told");
        await host.Probe.Reached("told ends");
    }

    [Fact]
    public async Task OneWayCallThatThrows_TellsNobody()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IExclusive>();
        await grain.TellFailing();
        await grain.Touch("still there");
    }

    [Fact]
    public async Task CancelledToken_ReachesTheGrainAndFreesTheCaller()
    {
        await using var host = await GrainHost.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var call = host.Get<ICalls>().WaitFor("gate", cancellation.Token);
        await host.Probe.Reached("gate starts");
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await host.Probe.Reached("gate cancelled");
    }

    [Fact]
    public async Task AnswerThatDoesNotCome_IsATimeoutException()
    {
        await using var host = await GrainHost.StartAsync(GrainHost.WithShortResponseTimeout);
        var call = host.Get<IExclusive>().Hold("late");
        await host.Probe.Reached("late starts");
        await host.PassResponseTimeout(call);
        await Should.ThrowAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task CallThatTimedOut_RunsOnInTheGrain()
    {
        await using var host = await GrainHost.StartAsync(GrainHost.WithShortResponseTimeout);
        var call = host.Get<IExclusive>().Hold("late");
        await host.Probe.Reached("late starts");
        await host.PassResponseTimeout(call);
        await Should.ThrowAsync<TimeoutException>(() => call);
        host.Probe.Open("late");
        await host.Probe.Reached("late ends");
    }

    [Fact]
    public async Task CallThatTimedOutWhileWaiting_NeverStarts()
    {
        await using var host = await GrainHost.StartAsync(GrainHost.WithShortResponseTimeout);
        var grain = host.Get<IExclusive>();
        var first = grain.Hold("first");
        await host.Probe.Reached("first starts");
        var second = grain.Touch("second");
        await host.PassResponseTimeout(second);
        await Should.ThrowAsync<TimeoutException>(() => second);
        host.Probe.Open("first");
        await host.Probe.Reached("first ends");
        await grain.Touch("third");
        host.Probe.Events.ShouldBe(["first starts", "first ends", "third"]);
        await Should.ThrowAsync<TimeoutException>(() => first);
    }
}
