using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Core.Workflows;
using Agents.Silo.Models.StructuredOutput;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>
/// One turn on its way. The ladder of structured output: the model is held to the schema; what still comes out wrong is repaired here for free;
/// then the model is told its mistakes once; then the turn fails. Every rung's tokens are counted.
/// </summary>
internal sealed class AgentTurn(ModelCaller caller, AgentRequest request, ResolvedModel model, Action<string>? onToken)
{
    private readonly List<ModelCallRecord> _calls = new(1);

    public async Task<AgentReply> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return ContractOf() is { } contract ? await AskForAsync(contract, cancellationToken) : await AskForTextAsync(cancellationToken);
        }
        catch (ModelCallException exception)
        {
            return Failed(exception.Failure);
        }
        catch (CallNotAllowedException exception)
        {
            return new AgentReply.NotAllowed(exception.Shortfall, _calls);
        }
        catch (SchemaException exception)
        {
            return Failed(ModelFailure.BadRequest($"The output schema of agent '{request.Agent.Name}' is wrong: {exception.Message}", "invalid_output_schema"));
        }
    }

    private OutputContract? ContractOf()
        => (request.OutputSchema ?? (model.Capabilities.IsOffline ? request.ReadSchema : null)) is { } schema ? OutputContract.For(schema) : null;

    private async Task<AgentReply> AskForTextAsync(CancellationToken cancellationToken)
    {
        var call = await AskAsync(AgentPrompt.Messages(request), null, cancellationToken);
        return Succeeded(AgentText.Read(call.Text));
    }

    private async Task<AgentReply> AskForAsync(OutputContract contract, CancellationToken cancellationToken)
    {
        var messages = AgentPrompt.Messages(request);
        var call = await AskAsync(messages, contract, cancellationToken);
        if (contract.TryRead(call.Text, out var output, out var problems))
        {
            return Succeeded(output);
        }

        AgentPrompt.AddFeedback(messages, call.Text, problems);
        call = await AskAsync(messages, contract, cancellationToken);
        return contract.TryRead(call.Text, out output, out problems) ? Succeeded(output)
            : request.Model.OnDegraded == DegradedPolicy.Accept ? Accepted(contract, call, problems)
            : Failed(Degraded(call, problems));
    }

    private AgentReply.Succeeded Accepted(OutputContract contract, ModelCallRecord call, IReadOnlyList<string> problems)
    {
        _calls[^1] = call with { Degraded = problems };
        return Succeeded(contract.BestOf(call.Text));
    }

    private async ValueTask<ModelCallRecord> AskAsync(List<ChatMessage> messages, OutputContract? contract, CancellationToken cancellationToken)
    {
        var options = new AgentChatOptions
        {
            ModelId = model.Model,
            Temperature = (float?)request.Model.Temperature,
            MaxOutputTokens = request.Model.MaxTokens ?? (request.Allowance is null ? null : CallReservation.DefaultMaxTokens),
            ResponseFormat = contract is { IsText: false } ? contract.Format : null,
            IdempotencyKey = request.IdempotencyKey,
            CallIndex = _calls.Count,
        };
        var call = request.Allowance is { } allowance
            ? await new CallReservation(caller, allowance, model, request.Agent.Name).AskAsync(messages, contract, options, onToken, cancellationToken)
            : await caller.AskAsync(model, request.Agent.Name, messages, options, onToken, cancellationToken);
        _calls.Add(call);
        return call.FinishReason == "content_filter"
            ? throw new ModelCallException(ModelFailure.Refused($"The provider '{model.Provider}' refused to answer this prompt (content filter). Rephrase the task."))
            : call;
    }

    private ModelFailure Degraded(ModelCallRecord call, IReadOnlyList<string> problems)
    {
        var advice = call.FinishReason == "length" ? " The answer was cut off at its token limit: raise max_tokens." : "";
        return ModelFailure.DegradedOutput(
            $"Agent '{request.Agent.Name}' ({model.Provider}, {model.Model}) did not answer as its output schema asks, not even when told so: {string.Join("; ", problems)}.{advice}");
    }

    private AgentReply.Succeeded Succeeded(JsonValue output) => new(output, _calls);

    private AgentReply.Failed Failed(ModelFailure failure) => new(failure, _calls);
}
