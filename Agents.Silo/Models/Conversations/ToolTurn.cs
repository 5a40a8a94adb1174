using Agents.Core.Executions.Conversations;
using Agents.Core.JsonSchemas;
using Agents.Core.Workflows;
using Agents.Silo.Executions;
using Agents.Silo.Models.StructuredOutput;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>
/// The turn of an agent that uses tools. What comes next is decided on what is recorded (<see cref="AgentLoop"/>), and nothing follows from an answer or
/// a result before the journal has it: so a crash loses at most the call that was under way. The last answer is recorded with the step's end.
/// </summary>
internal sealed class ToolTurn(ModelCaller caller, AgentRequest request, ToolUse use, ResolvedModel model, Action<string>? onToken)
{
    private readonly LoopLimits _limits = new(request.Agent.MaxSteps ?? LoopLimits.DefaultMaxSteps);
    private readonly List<AITool> _declarations = [.. use.Tools.Values.Select(static offered => offered.Declaration)];
    private readonly ToolRound _round = new(caller, use, request);
    private Conversation _conversation = use.Conversation;

    public async Task<AgentReply> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(ContractOf(), cancellationToken);
        }
        catch (ModelCallException exception)
        {
            return new AgentReply.Failed(exception.Failure, []);
        }
        catch (CallNotAllowedException exception)
        {
            return new AgentReply.NotAllowed(exception.Shortfall, []);
        }
        catch (SchemaException exception)
        {
            return new AgentReply.Failed(ModelFailure.BadRequest($"The output schema of agent '{request.Agent.Name}' is wrong: {exception.Message}", "invalid_output_schema"), []);
        }
    }

    private async Task<AgentReply> RunAsync(OutputContract? contract, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reply = AgentLoop.Next(_conversation, _limits) switch
            {
                AskModel => await AskAsync(contract, cancellationToken),
                CallTools { Calls: var calls } => await CallAsync(calls, cancellationToken),
                // Recorded: it was no good, or it is that of a called agent whose result is not recorded yet.
                Finish { Reply.Text: var text } => Read(contract, text, []) ?? await AskAsync(contract, cancellationToken),
                Fail { Error: var error } => new AgentReply.Failed(ModelFailure.Of(error), []),
                var move => throw new InvalidOperationException($"'{move.GetType().Name}' is not a move."),
            };
            if (reply is not null)
            {
                return reply;
            }
        }
    }

    private OutputContract? ContractOf()
        => (request.OutputSchema ?? (model.Capabilities.IsOffline ? request.ReadSchema : null)) is { } schema ? OutputContract.For(schema) : null;

    /// <summary>Asks the model; gives the end of the turn where that is one.</summary>
    private async Task<AgentReply?> AskAsync(OutputContract? contract, CancellationToken cancellationToken)
    {
        var call = await CallModelAsync(contract, cancellationToken);
        if (call.FinishReason == "content_filter")
        {
            return new AgentReply.Failed(
                ModelFailure.Refused($"The provider '{model.Provider}' refused to answer this prompt (content filter). Rephrase the task."), [call]);
        }

        var asksForTools = call.Message.Contents.Any(static part => part is FunctionCallContent);
        if (!asksForTools && Read(contract, call.Text, [call]) is { } reply)
        {
            return reply;
        }

        var replied = StepOutcome.Replied(use.Step, call, call.Number!.Value, default) with { Within = use.Within };
        if (!await use.Record(use.Step, replied))
        {
            throw new AttemptLostException();
        }

        _conversation = _conversation.With(replied with { Within = "" });
        return null;
    }

    private async ValueTask<ModelCallRecord> CallModelAsync(OutputContract? contract, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var messages = ConversationPrompt.Messages(request, contract, _conversation, use.Caller.Options.HistoryTokens);
        var options = new AgentChatOptions
        {
            ModelId = model.Model,
            Temperature = (float?)request.Model.Temperature,
            MaxOutputTokens = request.Model.MaxTokens ?? (request.Allowance is null ? null : CallReservation.DefaultMaxTokens),
            ResponseFormat = contract is { IsText: false } ? contract.Format : null,
            IdempotencyKey = use.KeyOf(use.Step.Attempt),
            CallIndex = _conversation.NextCall,
            Tools = _declarations,
        };
        var call = request.Allowance is { } allowance
            ? await new CallReservation(caller, allowance, model, request.Agent.Name).AskAsync(messages, contract, options, onToken, cancellationToken)
            : await caller.AskAsync(model, request.Agent.Name, messages, options, onToken, cancellationToken);
        return call with { Number = _conversation.NextCall };
    }

    private async Task<AgentReply?> CallAsync(IReadOnlyList<PendingCall> calls, CancellationToken cancellationToken)
    {
        var (results, shortfall) = await _round.CallAsync(calls, cancellationToken);
        _conversation = results.Aggregate(_conversation, static (conversation, result) => conversation.With(result));
        return shortfall is null ? null : new AgentReply.NotAllowed(shortfall, []);
    }

    /// <summary>The end that an answer without tool calls leads to; null where the model is to be told its mistakes first.</summary>
    private AgentReply? Read(OutputContract? contract, string text, IReadOnlyList<ModelCallRecord> calls)
    {
        if (contract is null)
        {
            return new AgentReply.Succeeded(AgentText.Read(text), calls);
        }

        if (contract.TryRead(text, out var output, out var problems))
        {
            return new AgentReply.Succeeded(output, calls);
        }

        var answers = _conversation.Rounds.Count(static round => round.Reply.ToolCalls!.Count == 0) + calls.Count;
        if (answers >= 2 && calls.Count == 1 && request.Model.OnDegraded == DegradedPolicy.Accept)
        {
            return new AgentReply.Succeeded(contract.BestOf(text), [calls[0] with { Degraded = problems }]);
        }

        return answers < 2 ? null : new AgentReply.Failed(
            ModelFailure.DegradedOutput($"Agent '{request.Agent.Name}' ({model.Provider}, {model.Model}) did not answer as its output schema asks, not even when told so: {string.Join("; ", problems)}."), calls);
    }
}
