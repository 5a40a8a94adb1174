namespace Agents.Silo.Executions;

/// <summary>
/// One durable execution; the key is its id. The only writer of its journal. No call lasts: whoever waits for an end subscribes to it.
/// </summary>
[Alias("agents.execution")]
public interface IExecutionGrain : IGrainWithStringKey
{
    /// <summary>Records the execution and begins. Asked twice with the same key it begins once.</summary>
    /// <exception cref="Storage.DatabaseUnusableException">Nothing was recorded.</exception>
    [Alias("start")]
    Task<ExecutionReply> Start(StartRequest request);

    /// <summary>Ends the execution; idempotent.</summary>
    [Alias("cancel")]
    Task<ExecutionReply> Cancel(CancelRequest request);

    /// <summary>Reads the journal, runs what is unfinished and fires what is due. Recovery and reminders call it; calling it for nothing does nothing.</summary>
    [Alias("wake")]
    Task Wake();

    /// <summary>The text that models write while they write it. Not durable: what is missed is missed, the whole text comes with the event.</summary>
    [AlwaysInterleave]
    [Alias("watch_tokens")]
    IAsyncEnumerable<TokenText> WatchTokens(CancellationToken cancellationToken = default);
}
