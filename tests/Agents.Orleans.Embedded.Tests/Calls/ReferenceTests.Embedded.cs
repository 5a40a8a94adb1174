namespace Agents.Orleans.Embedded.Tests.Calls;

/// <summary>What Orleans' code generator and manifest say at build time or in other words.</summary>
public class ReferenceTests
{
    [Fact]
    public async Task InterfaceWithoutClass_IsAnErrorThatNamesTheRemedy()
    {
        await using var host = await GrainHost.StartAsync();
        Should.Throw<ArgumentException>(() => host.Get<INobody>()).Message.ShouldContain("AddGrains");
    }

    [Fact]
    public async Task InterfaceOfSeveralClasses_MeansTheOneOfItsName()
    {
        await using var host = await GrainHost.StartAsync();
        (await host.Get<IShared>().Name()).ShouldBe(nameof(Shared));
    }

    [Fact]
    public async Task ClassNamePrefix_ChoosesTheClass()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Service<IGrainFactory>().GetGrain<IShared>("k", typeof(OtherSharedGrain).FullName);
        (await grain.Name()).ShouldBe(nameof(OtherSharedGrain));
    }

    [Fact]
    public async Task InterfaceOfSeveralClassesWithoutItsName_IsAnError()
    {
        await using var host = await GrainHost.StartAsync();
        Should.Throw<ArgumentException>(() => host.Get<IAmbiguous>()).Message.ShouldContain(nameof(SecondGrain));
    }

    [Fact]
    public async Task GenericMethod_IsAnError()
    {
        await using var host = await GrainHost.StartAsync();
        Should.Throw<Exception>(() => host.Get<IGenericMethod>()).GetBaseException().Message.ShouldContain("is generic");
    }

    [Fact]
    public async Task MethodWithoutTask_IsAnError()
    {
        await using var host = await GrainHost.StartAsync();
        Should.Throw<Exception>(() => host.Get<INoTask>()).GetBaseException().Message.ShouldContain("returns neither Task");
    }

    [Fact]
    public async Task BlankKey_IsAnError()
    {
        await using var host = await GrainHost.StartAsync();
        Should.Throw<ArgumentException>(() => host.Get<ICalls>(" "));
    }

    [Fact]
    public async Task InternalInterface_Works()
    {
        await using var host = await GrainHost.StartAsync();
        (await host.Get<IInternal>().Echo(new InternalRecord("text"))).Text.ShouldBe("text");
    }
}
