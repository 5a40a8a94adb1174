using Agents.Silo.Models.Gates;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Anthropic;

/// <summary>Anthropic, and servers that speak its Messages API.</summary>
internal sealed class AnthropicProvider(ProviderSettings settings, TimeProvider time) : IModelProvider
{
    private readonly AnthropicWire _wire = new(settings);
    private readonly ProviderGate _gate = new(settings, time);
    private readonly ModelListing _listing = new(settings, time) { IsOptional = !ProviderDefaults.IsVendor(settings.BaseUrl) };

    public IChatClient ClientFor(string model) => new GatedChatClient(new WireClient(_wire, settings, model, time), _gate);

    public Task<ProviderHealth> CheckAsync(CancellationToken cancellationToken)
        => _listing.AskAsync("v1/models", request => AnthropicHeaders.Set(request, settings), static answer => ModelNames.In(answer, "data", "id"), cancellationToken);

    public void Dispose()
    {
        _gate.Dispose();
        _wire.Dispose();
    }
}
