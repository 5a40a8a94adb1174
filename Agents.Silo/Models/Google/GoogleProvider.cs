using System.Text.Json;
using Agents.Silo.Models.Gates;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Google;

/// <summary>Google's Gemini models.</summary>
internal sealed class GoogleProvider(ProviderSettings settings, TimeProvider time) : IModelProvider
{
    private readonly GoogleWire _wire = new(settings);
    private readonly ProviderGate _gate = new(settings, time);
    private readonly ModelListing _listing = new(settings, time)
    {
        IsOptional = !ProviderDefaults.IsVendor(settings.BaseUrl),
        // A wrong key is a bad request to Google.
        IsAboutKey = static body => GoogleError.Find(body) is { IsAboutKey: true },
    };

    public IChatClient ClientFor(string model) => new GatedChatClient(new WireClient(_wire, settings, model, time), _gate);

    public Task<ProviderHealth> CheckAsync(CancellationToken cancellationToken)
        => _listing.AskAsync($"{settings.ApiVersion}/models", request => GoogleWire.Authorize(request, settings), Names, cancellationToken);

    public void Dispose() => _gate.Dispose();

    private static IEnumerable<string>? Names(JsonElement answer)
        => ModelNames.In(answer, "models", "name")?.Select(static name => name.StartsWith("models/", StringComparison.Ordinal) ? name["models/".Length..] : name);
}
