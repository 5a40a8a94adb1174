using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>One provider that is reached one way. Implemented once per wire protocol, and by <c>offline</c>.</summary>
internal interface IModelProvider : IDisposable
{
    /// <summary>A client for a model; shared by all calls to it. It reports failures as <see cref="ModelCallException"/>.</summary>
    IChatClient ClientFor(string model);

    /// <summary>Asks for the list of models, once, without retries. Expected failures are the answer; only cancellation and bugs throw.</summary>
    Task<ProviderHealth> CheckAsync(CancellationToken cancellationToken);
}
