using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;
using OpenAI;
using AIChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>
/// Chat Completions over the official SDK, for OpenAI and every server that speaks its protocol. The SDK carries (authentication, pipeline); body and
/// stream are ours, since servers differ from OpenAI in ways that the typed model cannot say or refuses to read: other token limits, unknown finish
/// reasons, errors inside the stream, a missing <c>[DONE]</c>. Its retries are off.
/// </summary>
internal sealed class ChatCompletionsWire(ProviderSettings settings) : IModelWire
{
    private readonly OpenAIClient _client = new(new ApiKeyCredential(settings.ApiKey ?? "none"), new OpenAIClientOptions
    {
        Endpoint = settings.BaseUrl,
        NetworkTimeout = Timeout.InfiniteTimeSpan,
        RetryPolicy = new ClientRetryPolicy(0),
        Transport = new HttpClientPipelineTransport(ProviderHttp.Client),
    });

    public string AnswerName => "a chat completion";

    public bool TakesSchema(ChatResponseFormatJson format, bool withTools) => settings.Capabilities.TakesSchema(withTools);

    public async Task<WireAnswer> SendAsync(string model, IReadOnlyList<AIChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        using var content = BinaryContent.Create(BinaryData.FromBytes(ChatRequest.Write(settings, model, messages, options)));
        var request = new RequestOptions { BufferResponse = false, ErrorOptions = ClientErrorBehaviors.NoThrow, CancellationToken = cancellationToken };
        if (AgentChatOptions.KeyOf(options) is { } key)
        {
            request.SetHeader("Idempotency-Key", key);
        }

        return WireAnswer.Of((await _client.GetChatClient(model).CompleteChatAsync(content, request)).GetRawResponse());
    }

    public WireReader NewReader(string model, IReadOnlyList<AIChatMessage> messages) => new ChatReader(messages);

    public WireError? FindError(JsonElement body) => ChatError.Find(body);
}
