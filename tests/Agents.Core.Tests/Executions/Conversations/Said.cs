using Agents.Core.Executions;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;
using Agents.Core.Json;

namespace Agents.Core.Tests.Executions.Conversations;

/// <summary>Answers and results, as conversations are made of them.</summary>
internal static class Said
{
    private static readonly DateTimeOffset At = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private static readonly StepId Step = StepId.Of("e1", "s", "", 0, 1);

    public static ToolRequest Ask(string tool, string argument = "x") => new($"id-{tool}-{argument}", tool, JsonObject.Of(("a", argument)));

    public static ModelReplied Reply(int call, params ToolRequest[] requests) => new(At, Step, 1, call)
    {
        Provider = "openai",
        Model = "m",
        Text = requests.Length == 0 ? "done" : "",
        Usage = new TokenUsage(3, 4, 0.001m, 1),
        ToolCalls = requests,
    };

    public static ToolReturned Return(int call, string tool = "t", JsonValue? result = null) => new(At, Step, 1, call) { Tool = tool, ToolCallId = $"id{call}", Result = result ?? "ok" };

    public static ToolReturned Break(int call, bool endsAttempt) => Return(call) with { Result = null, Error = new ExecutionError(ErrorCategory.Provider, "down"), EndsAttempt = endsAttempt };

    public static Conversation Of(params ExecutionEvent[] happened) => happened.Aggregate(Conversation.Empty, static (conversation, one) => one switch
    {
        ModelReplied reply => conversation.With(reply),
        ToolReturned result => conversation.With(result),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), one.Type, "Not a part of conversations."),
    });
}
