using Agents.Core.Executions;
using Agents.Silo.Models.Messages;
using Agents.Silo.Models.Telemetry;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>Makes one call and counts it: time, tokens, money, span.</summary>
internal sealed class ModelCaller(ModelPrices prices, GenAITelemetry telemetry, TimeProvider time)
{
    /// <summary>Asks the model; where it gives no answer for a while, asks its fallbacks in turn.</summary>
    /// <exception cref="ModelCallException">No model gave an answer.</exception>
    public ValueTask<ModelCallRecord> AskAsync(
        ResolvedModel model, string agent, List<ChatMessage> messages, ChatOptions options, Action<string>? onToken, CancellationToken cancellationToken)
        => model.Fallbacks.Count == 0
            ? AskOneAsync(model, agent, messages, options, onToken, cancellationToken)
            : ModelFallback.AskAsync(model, options, (each, chat) => AskOneAsync(each, agent, messages, chat, onToken, cancellationToken));

    /// <summary>The most that so many tokens cost, whichever model answers; null where one price is unknown.</summary>
    public decimal? CostOf(ResolvedModel model, long inputTokens, long outputTokens)
    {
        var cost = prices.MostOf(model.Provider, model.Model, inputTokens, outputTokens);
        foreach (var fallback in model.Fallbacks)
        {
            cost = prices.MostOf(fallback.Provider, fallback.Model, inputTokens, outputTokens) is { } other && cost is { } known ? Math.Max(known, other) : null;
        }

        return cost;
    }

    private async ValueTask<ModelCallRecord> AskOneAsync(
        ResolvedModel model, string agent, List<ChatMessage> messages, ChatOptions options, Action<string>? onToken, CancellationToken cancellationToken)
    {
        using var span = telemetry.Start(model, agent, options, messages);
        var started = time.GetTimestamp();
        try
        {
            // Pieces cost a little: they are looked at one by one only where somebody wants to know of them.
            var (answer, firstChunkAfter) = onToken is null && !telemetry.IsTimed(span)
                ? (await model.Client.GetResponseAsync(messages, options, cancellationToken), null)
                : await StreamAsync(model.Client, messages, options, onToken, started, cancellationToken);
            var call = Record(model, messages, answer, time.GetElapsedTime(started), firstChunkAfter);
            telemetry.Answered(span, model, call);
            return call;
        }
        catch (ModelCallException exception)
        {
            telemetry.Failed(span, model, exception.Failure, time.GetElapsedTime(started));
            throw;
        }
    }

    private async ValueTask<(ChatResponse Answer, TimeSpan? FirstChunkAfter)> StreamAsync(
        IChatClient client, List<ChatMessage> messages, ChatOptions options, Action<string>? onToken, long started, CancellationToken cancellationToken)
    {
        var answer = new AnswerAssembly();
        TimeSpan? firstChunkAfter = null;
        await foreach (var update in client.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            firstChunkAfter ??= time.GetElapsedTime(started);
            answer.Add(update);
            foreach (var content in update.Contents)
            {
                if (content is TextContent { Text: { Length: > 0 } piece })
                {
                    onToken?.Invoke(piece);
                }
            }
        }

        return (answer.ToResponse(), firstChunkAfter);
    }

    private ModelCallRecord Record(ResolvedModel model, List<ChatMessage> messages, ChatResponse answer, TimeSpan duration, TimeSpan? firstChunkAfter)
    {
        var text = answer.Text;
        var input = answer.Usage?.InputTokenCount ?? messages.Sum(static message => TokenEstimate.Of(message.Text));
        var output = answer.Usage?.OutputTokenCount ?? TokenEstimate.Of(text);
        var usage = answer.Usage is { } counted ? UsageCounts.Read(counted, input, output) : new TokenUsage(input, output, null, 1);
        var cost = prices.CostOf(model.Provider, model.Model, usage);
        return new ModelCallRecord(model.Provider, model.Model, input, output, text, answer.FinishReason?.Value, duration, cost)
        {
            CachedInputTokens = usage.CachedInputTokens,
            CacheWriteTokens = usage.CacheWriteTokens,
            ReasoningTokens = usage.ReasoningTokens,
            FirstChunkAfter = firstChunkAfter,
            AnsweredBy = answer.ModelId,
            ResponseId = answer.ResponseId,
            Message = answer.Messages is [.., var last] ? last : new ChatMessage(ChatRole.Assistant, text),
        };
    }
}
