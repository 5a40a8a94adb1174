using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Agents.Client.Executions;
using Agents.Client.Problems;

namespace Agents.Cli.Running;

/// <summary>Follows an execution and every execution that its steps start, as one sequence of updates that ends with the first one's end.</summary>
internal sealed class ExecutionFollowing(ExecutionsClient executions, TimeProvider time)
{
    // A step says which execution it starts before it starts it.
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly Channel<ExecutionUpdate> _updates = Channel.CreateUnbounded<ExecutionUpdate>();

    public async IAsyncEnumerable<ExecutionUpdate> FollowAsync(
        string id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var followed = new HashSet<string> { id };
        var reading = new List<Task> { ReadFirstAsync(id, stop.Token) };
        try
        {
            await foreach (var update in _updates.Reader.ReadAllAsync(cancellationToken))
            {
                if (StartedBy(update) is { } child && followed.Add(child))
                {
                    reading.Add(ReadAsync(child, stop.Token));
                }

                yield return update;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static string? StartedBy(ExecutionUpdate update)
        => update is EventUpdate { Event: { Type: EventTypes.ChildStarted } started } && started.Data.TryGetProperty("execution_id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    // Whatever ends the first stream, a failure too, ends the sequence with it.
    private async Task ReadFirstAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await ReadStreamAsync(id, cancellationToken);
            _updates.Writer.TryComplete();
        }
        catch (Exception failure) when (_updates.Writer.TryComplete(failure))
        {
            // Who reads the sequence is told.
        }
    }

    private async Task ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            while (!await TryReadStreamAsync(id, cancellationToken))
            {
                await Task.Delay(LookAgainAfter, time, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException && _updates.Writer.TryComplete(failure))
        {
            // Who reads the sequence is told.
        }
    }

    private async Task<bool> TryReadStreamAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await ReadStreamAsync(id, cancellationToken);
            return true;
        }
        catch (AgentsApiException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task ReadStreamAsync(string id, CancellationToken cancellationToken)
    {
        await foreach (var update in executions.StreamAsync(id, cancellationToken: cancellationToken))
        {
            _updates.Writer.TryWrite(update);
        }
    }
}
