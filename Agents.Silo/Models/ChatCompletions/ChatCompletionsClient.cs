using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using AIChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>
/// Chat Completions over the official SDK, for OpenAI and every server that speaks its protocol. The SDK carries (authentication, pipeline,
/// connections); body and stream are ours, since servers differ from OpenAI in ways that the typed model cannot say or refuses to read:
/// other token limits, unknown finish reasons, errors inside the stream, a missing <c>[DONE]</c>. Its retries are off: the engine retries, durably.
/// </summary>
internal sealed class ChatCompletionsClient : IChatClient
{
    private static readonly HttpClientPipelineTransport Transport = new(ProviderHttp.Client);

    private readonly ProviderSettings _settings;
    private readonly string _model;
    private readonly TimeProvider _time;
    private readonly ChatClient _client;
    private readonly ChatFailures _failures;

    public ChatCompletionsClient(ProviderSettings settings, string model, TimeProvider time)
    {
        _settings = settings;
        _model = model;
        _time = time;
        _failures = new ChatFailures(settings, model, time);
        _client = new ChatClient(model, new ApiKeyCredential(settings.ApiKey ?? "none"), new OpenAIClientOptions
        {
            Endpoint = settings.BaseUrl,
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(0),
            Transport = Transport,
        });
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<AIChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<AIChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var patience = new ChatPatience(_settings, _time, cancellationToken);
        using var response = await GuardAsync(SendAsync(ChatRequest.Write(_settings, _model, messages, options), options, patience.Token), patience);
        patience.HasAnswered = true;
        await using var chunks = ReadAsync(response, patience.Token).GetAsyncEnumerator(patience.Token);
        var isComplete = false;
        while (await GuardAsync(chunks.MoveNextAsync(), patience))
        {
            patience.Heard();
            var chunk = chunks.Current;
            isComplete |= chunk.IsEnd || chunk.FinishReason is not null;
            if (chunk.Error is { } error)
            {
                throw new ModelCallException(_failures.OfErrorInStream(error));
            }

            if (UpdateOf(chunk) is { } update)
            {
                yield return update;
            }
        }

        if (!isComplete)
        {
            throw new ModelCallException(_failures.OfCutStream());
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(_settings.Name, _settings.BaseUrl, _model)
        : serviceType.IsInstanceOfType(this) ? this
        : serviceType.IsInstanceOfType(_client) ? _client
        : null;

    public void Dispose()
    {
    }

    private async ValueTask<PipelineResponse> SendAsync(BinaryContent body, ChatOptions? options, CancellationToken cancellationToken)
    {
        using var content = body;
        var request = new RequestOptions { BufferResponse = false, ErrorOptions = ClientErrorBehaviors.NoThrow, CancellationToken = cancellationToken };
        if (options is AgentChatOptions { IdempotencyKey: { } key } agent)
        {
            request.SetHeader("Idempotency-Key", $"{key}:{agent.CallIndex}");
        }

        var response = (await _client.CompleteChatAsync(content, request)).GetRawResponse();
        if (response.Status is >= 200 and < 300)
        {
            return response;
        }

        using (response)
        {
            var error = await response.BufferContentAsync(cancellationToken);
            throw new ModelCallException(_failures.OfStatus(response.Status, response.Headers, ChatError.Read(error.ToMemory())));
        }
    }

    private static async IAsyncEnumerable<ChatChunk> ReadAsync(PipelineResponse response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (response.Headers.TryGetValue("content-type", out var type) && type?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            var whole = await response.BufferContentAsync(cancellationToken);
            yield return ChatChunk.Parse(whole.ToMemory().Span);
            yield break;
        }

        await foreach (var item in SseParser.Create(response.ContentStream!, static (_, data) => ChatChunk.Parse(data)).EnumerateAsync(cancellationToken))
        {
            yield return item.Data;
            if (item.Data.IsEnd)
            {
                yield break;
            }
        }
    }

    private ChatResponseUpdate? UpdateOf(ChatChunk chunk)
    {
        if (chunk is { Text: null, FinishReason: null, Usage: null })
        {
            return null;
        }

        var update = new ChatResponseUpdate(ChatRole.Assistant, chunk.Text)
        {
            ModelId = _model,
            FinishReason = chunk.FinishReason is { Length: > 0 } reason ? new Microsoft.Extensions.AI.ChatFinishReason(reason) : null,
        };
        if (chunk.Usage is { } usage)
        {
            update.Contents.Add(new UsageContent(usage));
        }

        return update;
    }

    // The one place where exceptions of SDK, network and timers become failures.
    private async ValueTask<T> GuardAsync<T>(ValueTask<T> operation, ChatPatience patience)
    {
        try
        {
            return await operation;
        }
        catch (Exception exception) when (exception is not ModelCallException && patience.IsOver)
        {
            throw new ModelCallException(_failures.OfSilence(patience.Limit, patience.HasBegun), exception);
        }
        catch (Exception exception) when (!patience.IsCancelled && _failures.OfException(exception, patience.HasAnswered) is not null)
        {
            throw new ModelCallException(_failures.OfException(exception, patience.HasAnswered)!, exception);
        }
    }
}
