namespace Agents.Orleans.Embedded.Tests;

[GenerateSerializer]
[Alias("tests.order")]
public sealed record Order([property: Id(0)] string Name, [property: Id(1)] List<int> Amounts);

/// <summary>One method for each shape that a grain method may have.</summary>
public interface ICalls : IGrainWithStringKey
{
    Task Nothing();

    Task<string> Echo(string text);

    ValueTask<int> Add(int left, int right);

    ValueTask NothingByValue();

    Task<int> SumOf(int a, int b, int c, int d, int e, int f, int g);

    Task<Order> Reversed(Order order);

    Task<string> KeyOf(ICalls other);

    Task<ICalls> Myself();

    Task Fail(string message);

    Task FailAtOnce(string message);

    Task Cancelled();

    Task WaitFor(string gate, CancellationToken cancellationToken);

    Task<string> Key();

    Task<GrainId> Id();
}

public sealed class CallsGrain(Probe probe) : Grain, ICalls
{
    public Task Nothing() => Task.CompletedTask;

    public Task<string> Echo(string text) => Task.FromResult(text);

    public ValueTask<int> Add(int left, int right) => new(left + right);

    public ValueTask NothingByValue() => default;

    public Task<int> SumOf(int a, int b, int c, int d, int e, int f, int g) => Task.FromResult(a + b + c + d + e + f + g);

    public Task<Order> Reversed(Order order) => Task.FromResult(order with { Amounts = [.. Enumerable.Reverse(order.Amounts)] });

    public Task<string> KeyOf(ICalls other) => other.Key();

    public Task<ICalls> Myself() => Task.FromResult(this.AsReference<ICalls>());

    public async Task Fail(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task FailAtOnce(string message) => throw new InvalidOperationException(message);

    public Task Cancelled() => Task.FromCanceled(new CancellationToken(canceled: true));

    public async Task WaitFor(string gate, CancellationToken cancellationToken)
    {
        probe.Note($"{gate} starts");
        try
        {
            await probe.Gate(gate).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            probe.Note($"{gate} cancelled");
            throw;
        }
    }

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<GrainId> Id() => Task.FromResult(this.GetGrainId());
}
