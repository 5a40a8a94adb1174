using Agents.Client.Artifacts;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;

namespace Agents.Client.Executions;

public sealed partial class ExecutionsClient
{
    /// <summary>The files of an execution.</summary>
    public Task<ItemPage<ArtifactRecord>> GetArtifactsAsync(string id, CancellationToken cancellationToken = default)
        => _connection.GetAsync($"{Of(id)}/artifacts", AgentsJson.Wire.ItemPageArtifactRecord, cancellationToken);

    /// <summary>Opens a file of an execution; the caller disposes the stream.</summary>
    /// <exception cref="AgentsApiException">404.</exception>
    public async Task<Stream> OpenArtifactAsync(string id, string name, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Of(id)}/artifacts/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}");
        var response = await _connection.OpenAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            // The stream ends the response with it.
            return await response.Content.ReadAsStreamAsync(cancellationToken);
        }

        using (response)
        {
            throw await RefusedReply.ReadAsync(response, cancellationToken);
        }
    }
}
