using Agents.Core.Executions.Events;

namespace Agents.Core.Executions.Conversations;

/// <summary>What follows from a conversation. A closed family.</summary>
public abstract record LoopMove
{
    private protected LoopMove()
    {
    }
}

/// <summary>It is the model's turn.</summary>
public sealed record AskModel : LoopMove;

/// <summary>These calls were asked for and have no result yet.</summary>
/// <param name="Calls">In the order in which they were asked for; they may run at once.</param>
public sealed record CallTools(IReadOnlyList<PendingCall> Calls) : LoopMove;

/// <summary>The model has answered without asking for a tool.</summary>
/// <param name="Reply">The answer.</param>
public sealed record Finish(ModelReplied Reply) : LoopMove;

/// <summary>It cannot go on.</summary>
/// <param name="Error">Why.</param>
public sealed record Fail(ExecutionError Error) : LoopMove;

/// <summary>A call to be made.</summary>
/// <param name="Call">Its number in the conversation.</param>
/// <param name="Attempt">The attempt in which it was asked for: its idempotency key has it, whichever attempt makes the call.</param>
/// <param name="Request">What is asked for.</param>
/// <param name="IsRepeated">The same was asked for before, more than once: the model is told so instead.</param>
public sealed record PendingCall(int Call, int Attempt, ToolRequest Request, bool IsRepeated);
