namespace Agents.Orleans.Embedded.Tests.Storage;

public class PersistentStateTests
{
    [Fact]
    public async Task NewGrain_HasNewStateAndNoRecord()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IStates>();
        (await grain.Value()).ShouldBe(0);
        (await grain.Exists()).ShouldBeFalse();
        (await grain.ETag()).ShouldBeNull();
    }

    [Fact]
    public async Task WrittenState_IsThereBeforeOnActivateOfTheNextActivation()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IStates>();
        await grain.SetInMemory(7);
        await grain.Write();
        await grain.Leave();
        (await grain.ValueAtActivation()).ShouldBe(7);
        (await grain.Exists()).ShouldBeTrue();
    }

    [Fact]
    public async Task StateThatIsNotWritten_IsLostWithTheActivation()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IStates>();
        await grain.SetInMemory(7);
        await grain.Leave();
        (await grain.Value()).ShouldBe(0);
    }

    [Fact]
    public async Task Write_ChangesTheETag()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IStates>();
        await grain.Write();
        var first = await grain.ETag();
        first.ShouldNotBeNull();
        await grain.Write();
        (await grain.ETag()).ShouldNotBe(first);
    }

    [Fact]
    public async Task Read_BringsBackWhatIsStored()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IStates>();
        await grain.SetInMemory(1);
        await grain.Write();
        await grain.SetInMemory(2);
        await grain.Read();
        (await grain.Value()).ShouldBe(1);
    }

    [Fact]
    public async Task Clear_LeavesNewStateAndNoRecord()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IStates>();
        await grain.SetInMemory(1);
        await grain.Write();
        await grain.Clear();
        (await grain.Value()).ShouldBe(0);
        (await grain.Exists()).ShouldBeFalse();
        await grain.SetInMemory(2);
        await grain.Write();
        (await grain.Exists()).ShouldBeTrue();
    }

    [Fact]
    public async Task StatesOfOneGrain_AreApart()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IStates>();
        await grain.SetInMemory(1);
        await grain.Write();
        await grain.SetSecond(2);
        await grain.Leave();
        (await grain.Value()).ShouldBe(1);
        (await grain.Second()).ShouldBe(2);
    }

    [Fact]
    public async Task ConflictThatLeavesTheGrain_DeactivatesIt()
    {
        var storage = new ContestedStorage();
        await using var host = await GrainHost.StartAsync(storage.Use);
        var grain = host.Get<IContested>();
        await grain.Set(1);
        storage.ChangeBehindTheGrain(50);
        (await Should.ThrowAsync<Exception>(() => grain.Set(2))).GetType().Name.ShouldBe("InconsistentStateException");
        (await grain.Value()).ShouldBe(50);
        host.Probe.Events.ShouldBe(["deactivated: ApplicationError"]);
    }

    [Fact]
    public async Task ConflictThatTheGrainHandles_LeavesItActive()
    {
        var storage = new ContestedStorage();
        await using var host = await GrainHost.StartAsync(storage.Use);
        var grain = host.Get<IContested>();
        await grain.Set(1);
        storage.ChangeBehindTheGrain(50);
        (await grain.SetNotingConflict(2)).ShouldBeTrue();
        (await grain.Value()).ShouldBe(2);
        host.Probe.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task WritesAtOnce_DoNotConflictWithEachOther()
    {
        var storage = new ContestedStorage();
        await using var host = await GrainHost.StartAsync(storage.Use);
        var grain = host.Get<IContested>();
        await grain.SetTwiceAtOnce(1);
        (await grain.Value()).ShouldBe(2);
    }
}
