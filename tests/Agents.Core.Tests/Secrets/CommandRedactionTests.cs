using System.Collections.Immutable;
using Agents.Core.Approvals;
using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Secrets;

namespace Agents.Core.Tests.Secrets;

public sealed class CommandRedactionTests
{
    private const string Canary = "canary-0f3a";

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private static readonly SecretText Secrets = new([Canary]);

    private static readonly StepId Step = new("s");

    private static readonly ModelReplied Call = new(Now, Step, 1, 0)
    {
        Provider = "p",
        Model = "m",
        Text = Canary,
        Usage = TokenUsage.None,
        Duration = TimeSpan.Zero,
    };

    private static readonly JsonObject Document = JsonObject.Of(("a", Canary));

    // One of each command, with the canary wherever text from outside can be.
    private static readonly ImmutableArray<ExecutionCommand> Commands =
    [
        new FinishStep(Now, Step, 1, Document, new ExecutionError(ErrorCategory.Internal, Canary), [Call], 0),
        new DeferStep(Now, Step, 1, new BudgetShortfall("day", "tokens", 1, 0, 1), [Call]),
        new RecordCall(Now, Step, 1, Call with { ToolCalls = [new ToolRequest("1", "t", Document)], Message = Document }),
        new RecordCall(Now, Step, 1, new ToolReturned(Now, Step, 1, 1) { Tool = "t", ToolCallId = "1", Result = Document, Error = new ExecutionError(ErrorCategory.Internal, Canary) }),
        new AdmitExecution(Now) { Refusals = [Canary] },
        new DeliverSignal(Now, "s", "1", Document, null),
        new StartExecution(Now) { ExecutionId = "e", WorkflowVersion = 1, Inputs = Document, Refusals = [Canary] },
        new ForkExecution(Now) { ExecutionId = "e", WorkflowVersion = 1, Journal = [], Point = new AfterEvent(1), Inputs = Document },
        new VoteApproval(Now, Step, Actor.Anonymous, true) { Comment = Canary, Edited = Document },
        new DelegateApproval(Now, Step, Actor.Anonymous, "user:a", Canary),
        new CancelExecution(Now, null, Canary),
        new PauseExecution(Now, null, Canary),
    ];

    // Nothing in them is text from outside.
    private static readonly Type[] WithoutText = [typeof(ResumeExecution), typeof(ChangeBudget), typeof(WarnOfSpending), typeof(Tick)];

    [Fact]
    public void EveryCommand_IsLookedThroughOrKnownToHoldNoText()
        => typeof(ExecutionCommand).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(ExecutionCommand)) && !type.IsAbstract).Select(static type => type.Name)
            .Order().ShouldBe(Commands.Select(static command => command.GetType()).Distinct().Concat(WithoutText).Select(static type => type.Name).Order());

    [Fact]
    public void EveryCommand_LosesItsSecrets()
    {
        foreach (var command in Commands)
        {
            Text(command).ShouldContain(Canary, customMessage: command.GetType().Name);
            Text(Secrets.Redact(command)).ShouldNotContain(Canary, customMessage: command.GetType().Name);
        }
    }

    [Fact]
    public void CleanResult_IsTheSameObject()
    {
        var clean = new FinishStep(Now, Step, 1, JsonObject.Of(("a", "b")), null, [Call with { Text = "b" }], 0);
        Secrets.Redact(clean).ShouldBeSameAs(clean);
    }

    // Records print what they hold, but neither lists nor JSON.
    private static string Text(ExecutionCommand command) => command switch
    {
        FinishStep finish => $"{finish.Output?.ToJson()} {finish.Error} {string.Join(' ', finish.ModelCalls.Select(static call => call.Text))}",
        DeferStep defer => string.Join(' ', defer.ModelCalls.Select(static call => call.Text)),
        RecordCall { Happened: ModelReplied replied } => $"{replied.Text} {replied.Message?.ToJson()} {string.Join(' ', replied.ToolCalls!.Select(static call => call.Arguments.ToJson()))}",
        RecordCall { Happened: ToolReturned returned } => $"{returned.Result?.ToJson()} {returned.Error}",
        AdmitExecution admit => string.Join(' ', admit.Refusals),
        DeliverSignal signal => signal.Payload.ToJson(),
        StartExecution start => $"{start.Inputs.ToJson()} {string.Join(' ', start.Refusals)}",
        ForkExecution fork => fork.Inputs!.ToJson(),
        VoteApproval vote => $"{vote.Comment} {vote.Edited?.ToJson()}",
        _ => command.ToString(),
    };
}
