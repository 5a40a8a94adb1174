using System.Text;
using Agents.Silo.Status;
using Agents.Silo.Storage;
using Agents.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agents.Silo.Tests.Status;

public sealed class StatusFeedTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly SemaphoreSlim _looked = new(0);
    private string _state = "a";
    private Exception? _failure;
    private int _looks;

    private StatusFeed Feed(int everySeconds = 2) => new([new StatusTopic("executions", everySeconds, Read)], _time, NullLogger<StatusFeed>.Instance);

    private Task<byte[]> Read()
    {
        _looks++;
        _looked.Release();
        return _failure is null ? Task.FromResult(Encoding.UTF8.GetBytes(_state)) : Task.FromException<byte[]>(_failure);
    }

    // A second passes once the feed waits for it.
    private async Task PassAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            while (_time.ArmedTimers == 0)
            {
                await Task.Yield();
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        while (_time.ArmedTimers == 0)
        {
            await Task.Yield();
        }
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<IReadOnlyList<StatusFrame>> listener)
    {
        (await listener.MoveNextAsync()).ShouldBeTrue();
        return string.Join(' ', listener.Current.Select(static frame => $"{frame.Topic}={Encoding.UTF8.GetString(frame.Json)}"));
    }

    [Fact]
    public async Task ManyListeners_CostOneLook()
    {
        using var feed = Feed();
        var listeners = Enumerable.Range(0, 50).Select(_ => feed.FollowAsync(default).GetAsyncEnumerator()).ToList();

        foreach (var listener in listeners)
        {
            (await NextAsync(listener)).ShouldBe("executions=a");
        }

        await PassAsync(3);
        _looks.ShouldBe(2);
        foreach (var listener in listeners)
        {
            await listener.DisposeAsync();
        }
    }

    [Fact]
    public async Task Listener_IsToldOfChangesOnly()
    {
        using var feed = Feed(1);
        await using var listener = feed.FollowAsync(default).GetAsyncEnumerator();
        (await NextAsync(listener)).ShouldBe("executions=a");
        var next = NextAsync(listener);

        await PassAsync(3);
        next.IsCompleted.ShouldBeFalse();
        _state = "b";
        await PassAsync(1);

        (await next).ShouldBe("executions=b");
    }

    [Fact]
    public async Task NobodyListening_NobodyLooks()
    {
        using var feed = Feed(1);
        var listener = feed.FollowAsync(default).GetAsyncEnumerator();
        await NextAsync(listener);
        await listener.DisposeAsync();
        var before = _looks;

        _time.Advance(TimeSpan.FromMinutes(1));

        _looks.ShouldBe(before);
        _state = "later";
        await using var another = feed.FollowAsync(default).GetAsyncEnumerator();
        (await NextAsync(another)).ShouldBe("executions=later");
    }

    [Fact]
    public async Task DatabaseThatIsAway_IsLookedAtAgain()
    {
        _failure = new DatabaseUnusableException("It is away.");
        using var feed = Feed(1);
        await using var listener = feed.FollowAsync(default).GetAsyncEnumerator();
        var next = NextAsync(listener);
        await _looked.WaitAsync();
        await PassAsync(1);
        next.IsCompleted.ShouldBeFalse();

        _failure = null;
        await PassAsync(1);

        (await next).ShouldBe("executions=a");
    }

    [Fact]
    public async Task Bug_EndsTheStream()
    {
        _failure = new InvalidOperationException("A bug.");
        using var feed = Feed(1);
        await using var listener = feed.FollowAsync(default).GetAsyncEnumerator();

        await Should.ThrowAsync<InvalidOperationException>(() => NextAsync(listener));
    }
}
