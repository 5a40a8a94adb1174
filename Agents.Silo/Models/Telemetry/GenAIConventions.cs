namespace Agents.Silo.Models.Telemetry;

/// <summary>OpenTelemetry's GenAI names, v1.41 (the last complete set; newer drafts still move): here and nowhere else.</summary>
internal static class GenAIConventions
{
    public const string OperationName = "gen_ai.operation.name";
    public const string ProviderName = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string RequestTemperature = "gen_ai.request.temperature";
    public const string RequestMaxTokens = "gen_ai.request.max_tokens";
    public const string RequestStream = "gen_ai.request.stream";
    public const string OutputType = "gen_ai.output.type";
    public const string AgentName = "gen_ai.agent.name";
    public const string ResponseFinishReasons = "gen_ai.response.finish_reasons";
    public const string UsageInputTokens = "gen_ai.usage.input_tokens";
    public const string UsageOutputTokens = "gen_ai.usage.output_tokens";
    public const string UsageCacheReadTokens = "gen_ai.usage.cache_read.input_tokens";
    public const string UsageCacheCreationTokens = "gen_ai.usage.cache_creation.input_tokens";
    public const string UsageReasoningTokens = "gen_ai.usage.reasoning.output_tokens";
    public const string ResponseId = "gen_ai.response.id";
    public const string ResponseModel = "gen_ai.response.model";
    public const string ResponseTimeToFirstChunk = "gen_ai.response.time_to_first_chunk";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string InputMessages = "gen_ai.input.messages";
    public const string OutputMessages = "gen_ai.output.messages";
    public const string ErrorType = "error.type";
    public const string TokenType = "gen_ai.token.type";

    public const string Chat = "chat";

    /// <summary>Google's Gemini API among the providers' names.</summary>
    public const string Gemini = "gcp.gemini";

    public const string TokenUsage = "gen_ai.client.token.usage";
    public const string OperationDuration = "gen_ai.client.operation.duration";
    public const string OperationTimeToFirstChunk = "gen_ai.client.operation.time_to_first_chunk";

    /// <summary>The buckets that the conventions advise.</summary>
    public static readonly long[] TokenBuckets = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864];

    /// <summary>The buckets that the conventions advise, in seconds.</summary>
    public static readonly double[] DurationBuckets = [.01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
}
