using Agents.Silo.Storage;

namespace Agents.Silo.Executions.Journal;

/// <summary>A row beside the journal that changes with an append: written in its transaction, so that it is never ahead of the events or behind them.</summary>
internal abstract record JournalRow
{
    /// <summary>The query of <c>journal.sql</c> that writes it.</summary>
    public abstract string Query { get; }

    public abstract void Write(RowStatement statement);
}
