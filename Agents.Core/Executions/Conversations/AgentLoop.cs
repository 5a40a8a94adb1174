namespace Agents.Core.Executions.Conversations;

/// <summary>The loop of an agent that uses tools, as a pure function of what was recorded.</summary>
public static class AgentLoop
{
    /// <summary>Code of the failure of an agent that asks for the same again and again.</summary>
    public const string LoopCode = "tool_loop";

    /// <summary>Code of the failure of an agent that comes to no end.</summary>
    public const string MaxStepsCode = "max_steps";

    /// <summary>What comes next.</summary>
    /// <param name="conversation">What was recorded.</param>
    /// <param name="limits">How far the agent may go.</param>
    public static LoopMove Next(Conversation conversation, LoopLimits limits)
    {
        if (conversation.Rounds is not [.., var last])
        {
            return new AskModel();
        }

        if (last.Returns.Values.FirstOrDefault(static result => result.EndsAttempt) is { Error: { } error } fatal)
        {
            return new Fail(error with { Message = $"The tool '{fatal.Tool}' failed: {error.Message}" });
        }

        if (last.Reply.ToolCalls!.Count == 0)
        {
            return new Finish(last.Reply);
        }

        if (conversation.Rounds.Count >= limits.MaxSteps)
        {
            return new Fail(Permanent(MaxStepsCode,
                $"The agent still asks for tools after {limits.MaxSteps} answers. Raise its max_steps, or give it a smaller task."));
        }

        var pending = Pending(conversation, last);
        return pending.Count == 0 ? new AskModel()
            : pending.Find(call => Earlier(conversation, call) > LoopLimits.MostSameCalls) is { } again ? new Fail(Permanent(LoopCode,
                $"The agent calls the tool '{again.Request.Tool}' again and again with the same arguments, also after it was told so. Say in its instructions what to do when the tool's answer does not help."))
            : new CallTools(pending);
    }

    private static List<PendingCall> Pending(Conversation conversation, ConversationRound last)
    {
        var pending = new List<PendingCall>();
        foreach (var (call, request) in last.Requests)
        {
            if (!last.Returns.ContainsKey(call))
            {
                var asked = new PendingCall(call, last.Reply.Attempt, request, IsRepeated: false);
                pending.Add(asked with { IsRepeated = Earlier(conversation, asked) == LoopLimits.MostSameCalls });
            }
        }

        return pending;
    }

    private static int Earlier(Conversation conversation, PendingCall call)
        => conversation.Rounds.SelectMany(static round => round.Requests).Count(earlier => earlier.Call < call.Call && earlier.Request.IsSameCall(call.Request));

    private static ExecutionError Permanent(string code, string message) => new(ErrorCategory.Validation, message) { Code = code, IsPermanent = true };
}
