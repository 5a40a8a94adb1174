using System.Text;
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
                ? Answer.Of(await model.Client.GetResponseAsync(messages, options, cancellationToken))
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

    private static async ValueTask<Answer> StreamAsync(
        IChatClient client, List<ChatMessage> messages, ChatOptions options, Action<string> onToken, CancellationToken cancellationToken)
    {
        var text = new AnswerText();
        UsageDetails? usage = null;
        ChatFinishReason? finish = null;
        await foreach (var update in client.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            finish = update.FinishReason ?? finish;
            foreach (var content in update.Contents)
            {
                if (content is TextContent { Text: { Length: > 0 } piece })
                {
                    text.Add(piece);
                    onToken(piece);
                }
                else if (content is UsageContent counted)
                {
                    usage = counted.Details;
                }
            }
        }

        return new Answer(text.ToString(), usage, finish?.Value);
    }

    private ModelCallRecord Record(ResolvedModel model, List<ChatMessage> messages, Answer answer, TimeSpan duration)
    {
        var input = answer.Usage?.InputTokenCount ?? messages.Sum(static message => TokenEstimate.Of(message.Text));
        var output = answer.Usage?.OutputTokenCount ?? TokenEstimate.Of(answer.Text);
        var cost = prices.CostOf(model.Provider, model.Model, input, output);
        return new ModelCallRecord(model.Provider, model.Model, input, output, answer.Text, answer.FinishReason, duration, cost);
    }

    private readonly record struct Answer(string Text, UsageDetails? Usage, string? FinishReason)
    {
        public static Answer Of(ChatResponse response) => new(response.Text, response.Usage, response.FinishReason?.Value);
    }

    // Most short answers are one piece: no builder, no copy.
    private struct AnswerText
    {
        private string? _first;
        private StringBuilder? _all;

        public void Add(string piece)
        {
            if (_first is null)
            {
                _first = piece;
                return;
            }

            (_all ??= new StringBuilder(_first)).Append(piece);
        }

        public override readonly string ToString() => _all?.ToString() ?? _first ?? "";
    }
}
