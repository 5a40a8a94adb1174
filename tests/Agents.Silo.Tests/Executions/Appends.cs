using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Tests.Executions;

/// <summary>Appends without an engine.</summary>
internal static class Appends
{
    public static JournalAppend Of(string execution, long first, int count)
    {
        var (events, _) = EventEncoding.Encode([.. Enumerable.Repeat(new ExecutionStarted(DateTimeOffset.UnixEpoch), count)]);
        var row = first == 1 ? new ExecutionRow(Execution.Fold(ExecutionState.None, Created(execution)), true, "w", "hash", "{}"u8.ToArray(), null) : null;
        return new JournalAppend(execution, first, count, events, [], row, []);
    }

    /// <summary>Whether the journal takes it; false where the fence refuses it.</summary>
    public static async Task<bool> TryAsync(JournalWriter writer, JournalAppend append)
    {
        try
        {
            await writer.AppendAsync(append);
            return true;
        }
        catch (JournalConflictException)
        {
            return false;
        }
    }

    public static ExecutionCreated Created(string execution) => new(DateTimeOffset.UnixEpoch)
    {
        ExecutionId = execution,
        WorkflowId = "w",
        WorkflowVersion = 1,
        Inputs = JsonObject.Empty,
        TriggerType = "api",
    };
}
