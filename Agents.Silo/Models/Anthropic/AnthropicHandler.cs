namespace Agents.Silo.Models.Anthropic;

/// <summary>Sits between the SDK and the connections: sets our headers, and hands refusals on as they came, since the SDK's exceptions leave out the headers.</summary>
internal sealed class AnthropicHandler(ProviderSettings settings) : DelegatingHandler(ProviderHttp.Handler)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AnthropicHeaders.Set(request, settings);
        // The SDK tells its own time limit, and it has none.
        request.Headers.Remove("X-Stainless-Timeout");
        var response = await base.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode ? response : throw new AnthropicRefusalException(response);
    }
}

/// <summary>Carries a refusal past the SDK.</summary>
internal sealed class AnthropicRefusalException(HttpResponseMessage response) : Exception
{
    public HttpResponseMessage Response => response;
}
