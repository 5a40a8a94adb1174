namespace Agents.Silo.Executions.Journal;

/// <summary>A connection that writes journals. One thread uses it; disposing it rolls back what was not committed.</summary>
internal interface IJournalConnection : IDisposable
{
    /// <summary>
    /// Writes a batch, with what is still taken into it, and returns when it is on the disk. An append that loses the fence is marked as conflicting and leaves nothing behind;
    /// where anything else fails, the whole batch does.
    /// </summary>
    /// <exception cref="System.Data.Common.DbException">Nothing of the batch may be taken as written; the connection is to be disposed of.</exception>
    void Commit(JournalBatch batch);

    /// <summary>Called when the batch is acknowledged, before the next one.</summary>
    /// <exception cref="System.Data.Common.DbException">The connection is to be disposed of.</exception>
    void AfterCommit();

    /// <summary>Nothing was written for a while: gives back memory that only writing needs.</summary>
    void Rest();
}
