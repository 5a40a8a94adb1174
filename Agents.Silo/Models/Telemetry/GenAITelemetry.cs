using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using static Agents.Silo.Models.Telemetry.GenAIConventions;

namespace Agents.Silo.Models.Telemetry;

/// <summary>Spans and metrics of model calls. Costs next to nothing while nobody listens.</summary>
public sealed class GenAITelemetry(IOptions<ModelProviderOptions> options) : IDisposable
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Agents.Models";

    private static readonly ActivitySource Source = new(Name);

    private readonly bool _captureContent = options.Value.CaptureContent;
    private readonly Instruments _instruments = new();

    /// <summary>Whether somebody wants to know how the answer to a call comes.</summary>
    public bool IsTimed(Activity? activity) => activity is not null || _instruments.IsTimed;

    /// <summary>Opens the span of one call; null while nobody listens.</summary>
    public Activity? Start(ResolvedModel model, string agent, ChatOptions chat, IEnumerable<ChatMessage> messages)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        // Samplers decide by what is there at the start.
        var activity = Source.StartActivity($"{GenAIConventions.Chat} {model.Model}", ActivityKind.Client, default(ActivityContext), [
            new(OperationName, GenAIConventions.Chat), new(ProviderName, model.Vendor), new(RequestModel, model.Model), new(AgentName, agent),
            new(ServerAddress, model.Address?.Host), new(ServerPort, model.Address?.Port)]);
        activity?.SetTag(RequestStream, true)
            .SetTag(OutputType, chat.ResponseFormat is ChatResponseFormatJson ? "json" : "text")
            .SetTag(RequestTemperature, chat.Temperature)
            .SetTag(RequestMaxTokens, chat.MaxOutputTokens);
        if (_captureContent)
        {
            activity?.SetTag(InputMessages, MessageContent.Input(messages));
        }

        return activity;
    }

    public void Answered(Activity? activity, ResolvedModel model, ModelCallRecord call)
    {
        activity?.SetTag(UsageInputTokens, call.InputTokens)
            .SetTag(UsageOutputTokens, call.OutputTokens)
            .SetTag(UsageCacheReadTokens, NullIfNone(call.CachedInputTokens))
            .SetTag(UsageCacheCreationTokens, NullIfNone(call.CacheWriteTokens))
            .SetTag(UsageReasoningTokens, NullIfNone(call.ReasoningTokens))
            .SetTag(ResponseId, call.ResponseId)
            .SetTag(ResponseModel, call.AnsweredBy)
            .SetTag(ResponseTimeToFirstChunk, call.FirstChunkAfter?.TotalSeconds)
            .SetTag(ResponseFinishReasons, call.FinishReason is null ? null : new[] { call.FinishReason });
        if (_captureContent)
        {
            activity?.SetTag(OutputMessages, MessageContent.Output(call.Message, call.FinishReason));
        }

        _instruments.Record(model, call);
    }

    public void Failed(Activity? activity, ResolvedModel model, ModelFailure failure, TimeSpan duration)
    {
        activity?.SetTag(ErrorType, failure.Category).SetStatus(ActivityStatusCode.Error, failure.Message);
        _instruments.RecordFailure(model, failure, duration);
    }

    public void Dispose() => _instruments.Dispose();

    private static long? NullIfNone(long tokens) => tokens == 0 ? null : tokens;

    private sealed class Instruments : IDisposable
    {
        private readonly Meter _meter = new(Name);
        private readonly Histogram<long> _tokens;
        private readonly Histogram<double> _duration;
        private readonly Histogram<double> _firstChunk;

        public Instruments()
        {
            _tokens = _meter.CreateHistogram(
                TokenUsage, "{token}", "Tokens per call.", advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = TokenBuckets });
            _duration = _meter.CreateHistogram(
                OperationDuration, "s", "Duration of calls.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBuckets });
            _firstChunk = _meter.CreateHistogram(
                OperationTimeToFirstChunk, "s", "Time to the first piece of an answer.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBuckets });
        }

        public bool IsTimed => _firstChunk.Enabled;

        public void Record(ResolvedModel model, ModelCallRecord call)
        {
            if (_tokens.Enabled)
            {
                _tokens.Record(call.InputTokens, [.. Tags(model), new(TokenType, "input")]);
                _tokens.Record(call.OutputTokens, [.. Tags(model), new(TokenType, "output")]);
            }

            if (_duration.Enabled)
            {
                _duration.Record(call.Duration.TotalSeconds, Tags(model));
            }

            if (_firstChunk.Enabled && call.FirstChunkAfter is { } first)
            {
                _firstChunk.Record(first.TotalSeconds, Tags(model));
            }
        }

        public void RecordFailure(ResolvedModel model, ModelFailure failure, TimeSpan duration)
        {
            if (_duration.Enabled)
            {
                _duration.Record(duration.TotalSeconds, [.. Tags(model), new(ErrorType, failure.Category)]);
            }
        }

        public void Dispose() => _meter.Dispose();

        private static KeyValuePair<string, object?>[] Tags(ResolvedModel model)
            => [new(OperationName, GenAIConventions.Chat), new(ProviderName, model.Vendor), new(RequestModel, model.Model), new(ServerAddress, model.Address?.Host)];
    }
}
