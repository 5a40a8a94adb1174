using Agents.Silo.Storage;

namespace Agents.Silo.Executions.Journal;

/// <summary>An append that somebody waits for.</summary>
internal sealed class PendingAppend(JournalAppend append) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public JournalAppend Append { get; } = append;

    /// <summary>The fence refused it.</summary>
    public bool Conflicts { get; set; }

    /// <summary>Why it alone could not be stored; null where it could.</summary>
    public Exception? Failure { get; set; }

    public void Complete()
    {
        if (Failure is { } problem)
        {
            SetException(new DatabaseUnusableException($"The append cannot be stored: {problem.Message}", problem));
        }
        else if (Conflicts)
        {
            SetException(new JournalConflictException(Append.ExecutionId));
        }
        else
        {
            SetResult();
        }
    }
}
