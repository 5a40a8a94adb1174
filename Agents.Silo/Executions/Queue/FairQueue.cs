using System.Diagnostics.CodeAnalysis;

namespace Agents.Silo.Executions.Queue;

/// <summary>
/// Executions that wait for their turn: each workflow has a line, first come first served, and the workflows take turns. So one that starts
/// thousands delays its own, and another one's only by one. Not thread-safe.
/// </summary>
internal sealed class FairQueue
{
    private readonly Dictionary<string, LinkedListNode<QueuedExecution>> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    // The lines that are not empty, the next one first.
    private readonly LinkedList<Line> _turns = new();

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Puts an execution at the end of its workflow's line. One that stands in it already stays where it is.</summary>
    public void Add(QueuedExecution execution)
    {
        if (!_waiting.ContainsKey(execution.Id))
        {
            _waiting.Add(execution.Id, LineOf(execution, isNext: false).Executions.AddLast(execution));
        }
    }

    /// <summary>Puts an execution back to where it was taken from: it is the next one.</summary>
    public void PutBack(QueuedExecution execution)
    {
        if (!_waiting.ContainsKey(execution.Id))
        {
            _waiting.Add(execution.Id, LineOf(execution, isNext: true).Executions.AddFirst(execution));
        }
    }

    /// <summary>Takes the execution whose turn it is.</summary>
    public bool TryTake([NotNullWhen(true)] out QueuedExecution? next)
    {
        next = null;
        if (_turns.First is not { Value: var line } turn)
        {
            return false;
        }

        next = line.Executions.First!.Value;
        _turns.Remove(turn);
        _turns.AddLast(turn);
        Remove(next.Id);
        return true;
    }

    /// <summary>Takes an execution out of its line, where it stands in one.</summary>
    public void Remove(string id)
    {
        if (!_waiting.Remove(id, out var node))
        {
            return;
        }

        var line = _lines[node.Value.WorkflowId];
        line.Executions.Remove(node);
        if (line.Executions.Count == 0)
        {
            _lines.Remove(node.Value.WorkflowId);
            _turns.Remove(line);
        }
    }

    private Line LineOf(QueuedExecution execution, bool isNext)
    {
        if (!_lines.TryGetValue(execution.WorkflowId, out var line))
        {
            _lines.Add(execution.WorkflowId, line = new Line());
            _turns.AddLast(line);
        }

        if (isNext)
        {
            _turns.Remove(line);
            _turns.AddFirst(line);
        }

        return line;
    }

    private sealed class Line
    {
        public LinkedList<QueuedExecution> Executions { get; } = new();
    }
}

/// <summary>An execution that waits for its turn.</summary>
/// <param name="Id">The execution.</param>
/// <param name="WorkflowId">Its workflow.</param>
internal sealed record QueuedExecution(string Id, string WorkflowId);
