using System.Net.Http.Headers;
using System.Text.Json;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Google;

/// <summary><c>streamGenerateContent</c> over HTTP, as server-sent events.</summary>
internal sealed class GoogleWire(ProviderSettings settings) : IModelWire
{
    private readonly string _models = $"{settings.BaseUrl.OriginalString.TrimEnd('/')}/{settings.ApiVersion}/models";

    public string AnswerName => "a response of generateContent";

    public bool TakesSchema(ChatResponseFormatJson format, bool withTools) => settings.Capabilities.TakesSchema(withTools);

    public async Task<WireAnswer> SendAsync(string model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_models}/{Uri.EscapeDataString(model)}:streamGenerateContent?alt=sse")
        {
            Content = new ReadOnlyMemoryContent(GoogleRequest.Write(settings, messages, options)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        Authorize(request, settings);
        if (AgentChatOptions.KeyOf(options) is { } key)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await WireAnswer.OfAsync(await ProviderHttp.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken), cancellationToken);
    }

    public WireReader NewReader(string model, IReadOnlyList<ChatMessage> messages) => new GoogleReader(messages);

    public WireError? FindError(JsonElement body) => GoogleError.Find(body);

    // A header: a key in the address would stand in every proxy's log.
    public static void Authorize(HttpRequestMessage request, ProviderSettings settings)
    {
        if (settings.ApiKey is not { } key)
        {
            return;
        }

        if (settings.Auth == ProviderAuth.Bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        else
        {
            request.Headers.Add("x-goog-api-key", key);
        }
    }
}
