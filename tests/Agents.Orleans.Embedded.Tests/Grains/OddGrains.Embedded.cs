namespace Agents.Orleans.Embedded.Tests;

public interface INobody : IGrainWithStringKey;

public interface IShared : IGrainWithStringKey
{
    Task<string> Name();
}

public sealed class Shared : Grain, IShared
{
    public Task<string> Name() => Task.FromResult(nameof(Shared));
}

public sealed class OtherSharedGrain : Grain, IShared
{
    public Task<string> Name() => Task.FromResult(nameof(OtherSharedGrain));
}

public interface IAmbiguous : IGrainWithStringKey;

public sealed class FirstGrain : Grain, IAmbiguous;

public sealed class SecondGrain : Grain, IAmbiguous;

public interface IGenericMethod : IGrainWithStringKey
{
    Task<T> Echo<T>(T value);
}

public sealed class GenericMethodGrain : Grain, IGenericMethod
{
    public Task<T> Echo<T>(T value) => Task.FromResult(value);
}

public interface INoTask : IGrainWithStringKey
{
    int Now();
}

public sealed class NoTaskGrain : Grain, INoTask
{
    public int Now() => 1;
}

internal interface IInternal : IGrainWithStringKey
{
    Task<InternalRecord> Echo(InternalRecord value);
}

internal sealed record InternalRecord(string Text);

internal sealed class InternalGrain : Grain, IInternal
{
    public Task<InternalRecord> Echo(InternalRecord value) => Task.FromResult(value);
}

/// <summary>Keeps the very list that it is given, and gives it out.</summary>
public interface IKeeper : IGrainWithStringKey
{
    Task Keep(List<int> numbers);

    Task KeepImmutable([Immutable] List<int> numbers);

    Task<List<int>> Kept();

    Task<Stream> Unserialisable();
}

public sealed class KeeperGrain : Grain, IKeeper
{
    private List<int> _numbers = [];

    public Task Keep(List<int> numbers)
    {
        _numbers = numbers;
        return Task.CompletedTask;
    }

    public Task KeepImmutable(List<int> numbers) => Keep(numbers);

    public Task<List<int>> Kept() => Task.FromResult(_numbers);

    public Task<Stream> Unserialisable() => Task.FromResult(Stream.Null);
}

/// <summary>Uses its state where it may not.</summary>
public interface ITrespasser : IGrainWithStringKey
{
    Task UseStateOutsideOfTurn();
}

public sealed class TrespasserGrain([PersistentState("s")] IPersistentState<Counter> state) : Grain, ITrespasser
{
    public Task UseStateOutsideOfTurn() => Task.Run(() => state.State.Value = 1);
}
