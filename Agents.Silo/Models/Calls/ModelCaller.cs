using Agents.Silo.Models.Messages;
using Agents.Silo.Models.Telemetry;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>Makes one call and counts it: time, tokens, money, span.</summary>
internal sealed class ModelCaller(ModelPrices prices, GenAITelemetry telemetry, TimeProvider time)
{
    /// <exception cref="ModelCallException">The provider gave no answer.</exception>
    public async ValueTask<ModelCallRecord> AskAsync(
        ResolvedModel model, string agent, List<ChatMessage> messages, ChatOptions options, Action<string>? onToken, CancellationToken cancellationToken)
    {
        using var span = telemetry.Start(model, agent, options, messages);
        var started = time.GetTimestamp();
        try
        {
            var answer = onToken is null
                ? await model.Client.GetResponseAsync(messages, options, cancellationToken)
                : await StreamAsync(model.Client, messages, options, onToken, cancellationToken);
            var call = Record(model, messages, answer, time.GetElapsedTime(started));
            telemetry.Answered(span, call);
            return call;
        }
        catch (ModelCallException exception)
        {
            telemetry.Failed(span, model, exception.Failure, time.GetElapsedTime(started));
            throw;
        }
    }

    /// <summary>What so many tokens cost; null where the price is unknown.</summary>
    public decimal? CostOf(ResolvedModel model, long inputTokens, long outputTokens) => prices.CostOf(model.Provider, model.Model, inputTokens, outputTokens);

    private static async ValueTask<ChatResponse> StreamAsync(
        IChatClient client, List<ChatMessage> messages, ChatOptions options, Action<string> onToken, CancellationToken cancellationToken)
    {
        var answer = new AnswerAssembly();
        await foreach (var update in client.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            answer.Add(update);
            foreach (var content in update.Contents)
            {
                if (content is TextContent { Text: { Length: > 0 } piece })
                {
                    onToken(piece);
                }
            }
        }

        return answer.ToResponse();
    }

    private ModelCallRecord Record(ResolvedModel model, List<ChatMessage> messages, ChatResponse answer, TimeSpan duration)
    {
        var text = answer.Text;
        var input = answer.Usage?.InputTokenCount ?? messages.Sum(static message => TokenEstimate.Of(message.Text));
        var output = answer.Usage?.OutputTokenCount ?? TokenEstimate.Of(text);
        var cost = prices.CostOf(model.Provider, model.Model, input, output);
        return new ModelCallRecord(model.Provider, model.Model, input, output, text, answer.FinishReason?.Value, duration, cost)
        {
            Message = answer.Messages is [.., var last] ? last : new ChatMessage(ChatRole.Assistant, text),
        };
    }
}
