using System.Runtime.ExceptionServices;
using System.Text.Json;
using Agents.Silo.Models.Wires;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Anthropic;

/// <summary>
/// The Messages API over the official SDK. The SDK carries; body and stream are ours, since its typed request fits one version of the API only, and
/// an answer must be told from half an answer. Its retries, time limits and traces are off: ours are in one place for all providers.
/// </summary>
internal sealed class AnthropicWire : IModelWire, IDisposable
{
    private readonly ProviderSettings _settings;
    private readonly HttpClient _http;
    private readonly AnthropicClient _client;

    public AnthropicWire(ProviderSettings settings)
    {
        _settings = settings;
        // The handler ends in the pool that all providers share, which outlives this one.
        _http = new HttpClient(new AnthropicHandler(settings), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        _client = new AnthropicClient
        {
            HttpClient = _http,
            BaseUrl = settings.BaseUrl.OriginalString.TrimEnd('/'),
            // The handler sets the real one; without any, the SDK would look for others' in the environment.
            ApiKey = "set-by-handler",
            MaxRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
            OpenTelemetry = new() { Traces = new() { Enabled = false } },
        };
    }

    public string AnswerName => "a message of the Messages API";

    public bool TakesSchema(ChatResponseFormatJson format, bool withTools)
        => _settings.Capabilities.TakesSchema(withTools) && AnthropicSchema.For(format) is not null;

    public async Task<WireAnswer> SendAsync(string model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var body = JsonElement.Parse(AnthropicRequest.Write(_settings, model, messages, options).Span);
        try
        {
            var answer = await _client.WithRawResponse.Messages.CreateStreaming(
                MessageCreateParams.FromRawUnchecked(HeadersOf(options), new Dictionary<string, JsonElement>(), Members(body)), cancellationToken);
            return await WireAnswer.OfAsync(answer.RawMessage, cancellationToken);
        }
        catch (AnthropicRefusalException refusal)
        {
            return await WireAnswer.OfAsync(refusal.Response, cancellationToken);
        }
        catch (AnthropicIOException broken) when (broken.InnerException is HttpRequestException)
        {
            ExceptionDispatchInfo.Throw(broken.InnerException);
            throw;
        }
    }

    public WireReader NewReader(string model, IReadOnlyList<ChatMessage> messages) => new AnthropicReader(messages);

    public WireError? FindError(JsonElement body) => AnthropicError.Find(body);

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    private static Dictionary<string, JsonElement> Members(JsonElement body)
        => body.EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value);

    private static Dictionary<string, JsonElement> HeadersOf(ChatOptions? options)
        => AgentChatOptions.KeyOf(options) is { } key ? new() { ["Idempotency-Key"] = JsonElement.Parse(JsonSerializer.SerializeToUtf8Bytes(key)) } : [];
}
