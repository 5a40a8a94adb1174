using Agents.Core.Executions.Events;

namespace Agents.Core.Executions;

/// <summary>Which events of an execution a fork begins with, or why it cannot be cut there. A closed family.</summary>
internal abstract record Cut;

/// <summary>It begins with these.</summary>
/// <param name="Events">In order.</param>
/// <param name="AtSeq">The number of the last event before the cut.</param>
/// <param name="Again">The visits that are to be made again; empty where nobody named any.</param>
internal sealed record KeptEvents(IReadOnlyList<ExecutionEvent> Events, long AtSeq, IReadOnlyList<Visit> Again) : Cut;

/// <summary>It cannot be cut there.</summary>
/// <param name="Problem">Why, for the caller.</param>
internal sealed record NoCut(string Problem) : Cut;
