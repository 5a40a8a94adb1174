using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Problems;

namespace Agents.Client.Prices;

/// <summary>The endpoints of prices.</summary>
public sealed class PricesClient
{
    private const string Root = "api/v1/settings/prices";

    private readonly ApiConnection _connection;

    internal PricesClient(ApiConnection connection) => _connection = connection;

    /// <summary>What models cost, and where each price comes from.</summary>
    public Task<PriceList> GetAsync(CancellationToken cancellationToken = default) => _connection.GetAsync(Root, AgentsJson.Wire.PriceList, cancellationToken);

    /// <summary>Sets the prices that lie over the configured ones, as a whole; those that were set before and are not among them are no more.</summary>
    /// <exception cref="AgentsApiException">400 something in them makes no sense.</exception>
    public Task<PriceList> SetAsync(SetPrices prices, CancellationToken cancellationToken = default)
        => _connection.PutAsync(Root, JsonContent.Create(prices, AgentsJson.Wire.SetPrices), AgentsJson.Wire.PriceList, cancellationToken);

    /// <summary>The same with the text of a price file.</summary>
    /// <exception cref="AgentsApiException">400 it is no price file.</exception>
    public Task<PriceList> SetAsync(string file, CancellationToken cancellationToken = default)
        => _connection.PutAsync(Root, new StringContent(file, Encoding.UTF8, new MediaTypeHeaderValue("application/json")), AgentsJson.Wire.PriceList, cancellationToken);
}
