using System.Runtime.CompilerServices;

namespace Agents.Orleans.Embedded.Tests;

/// <summary>Gives numbers as async enumerables.</summary>
public interface INumbers : IGrainWithStringKey
{
    IAsyncEnumerable<int> UpTo(int count);

    IAsyncEnumerable<string> Gated(int count);

    IAsyncEnumerable<int> Endless(CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> FailingAfter(int count);

    Task Hold(string name);

    Task Leave();
}

public sealed class NumbersGrain(Probe probe) : Grain, INumbers
{
    public async IAsyncEnumerable<int> UpTo(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            if (number % 3 == 0)
            {
                await Task.Yield();
            }

            yield return number;
        }
    }

    public async IAsyncEnumerable<string> Gated(int count)
    {
        try
        {
            for (var number = 1; number <= count; number++)
            {
                probe.Note($"waits for {number}");
                await probe.Gate($"{number}");
                yield return $"{number}";
            }
        }
        finally
        {
            probe.Note("gated ended");
        }
    }

    public async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return 1;
        try
        {
            probe.Note("endless waits");
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            probe.Note("endless ended");
        }
    }

    public async IAsyncEnumerable<int> FailingAfter(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            await Task.Yield();
            yield return number;
        }

        throw new InvalidOperationException("no more numbers");
    }

    public async Task Hold(string name)
    {
        probe.Note($"{name} starts");
        await probe.Gate(name);
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
