using Agents.Silo.Models.Telemetry;

namespace Agents.Silo.Models;

/// <summary>Runs the model part of an agent step: asks, streams, reads the answer, asks once more where it does not match its schema.</summary>
public sealed class AgentCall(ModelProviders providers, ModelPrices prices, GenAITelemetry telemetry, TimeProvider time)
{
    private readonly ModelCaller _caller = new(prices, telemetry, time);

    /// <summary>One turn. Expected failures are replies; only cancellation and bugs throw.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="onToken">Called with each piece of text as it arrives, on the reader's thread, so it must return at once; null where nobody watches.</param>
    /// <param name="cancellationToken">Ends the call; the provider is told by closing the connection.</param>
    public Task<AgentReply> RunAsync(AgentRequest request, Action<string>? onToken, CancellationToken cancellationToken)
        => providers.Resolve(request.Model).TryGetModel(out var model, out var failure)
            ? RunAsync(request, model, onToken, cancellationToken)
            : Task.FromResult<AgentReply>(new AgentReply.Failed(failure, []));

    private Task<AgentReply> RunAsync(AgentRequest request, ResolvedModel model, Action<string>? onToken, CancellationToken cancellationToken)
        => request.Tools is { } tools
            ? new ToolTurn(_caller, request, tools, model, onToken).RunAsync(cancellationToken)
            : new AgentTurn(_caller, request, model, onToken).RunAsync(cancellationToken);
}
