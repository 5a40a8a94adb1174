using System.Net.Http.Headers;
using Agents.Silo.Models.Gates;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>OpenAI, and every server that speaks Chat Completions.</summary>
internal sealed class ChatCompletionsProvider(ProviderSettings settings, TimeProvider time) : IModelProvider
{
    // A server of somebody's own may offer one model and no list.
    private readonly ModelListing _listing = new(settings, time) { IsOptional = !ProviderDefaults.IsVendor(settings.BaseUrl) };

    private readonly ChatCompletionsWire _wire = new(settings);
    private readonly ProviderGate _gate = new(settings, time);

    public IChatClient ClientFor(string model) => new GatedChatClient(new WireClient(_wire, settings, model, time), _gate);

    public Task<ProviderHealth> CheckAsync(CancellationToken cancellationToken)
        => _listing.AskAsync("models", Authorize, static answer => ModelNames.In(answer, "data", "id"), cancellationToken);

    public void Dispose() => _gate.Dispose();

    private void Authorize(HttpRequestMessage request)
    {
        if (settings.ApiKey is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }
}
