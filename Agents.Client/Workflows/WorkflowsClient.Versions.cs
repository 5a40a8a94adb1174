using System.Globalization;
using System.Net.Http.Headers;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;

namespace Agents.Client.Workflows;

public sealed partial class WorkflowsClient
{
    /// <summary>Stores a definition under this id and makes it the current version; the same content is the same version.</summary>
    /// <param name="id">The workflow. A definition that has an id must have this one.</param>
    /// <param name="definition">The text, in any format and either syntax.</param>
    /// <param name="expectedVersion">Only where this version is the current one; null stores in any case.</param>
    /// <param name="mediaType"><see cref="Yaml"/> (which takes JSON too) or <see cref="JsonDocument"/>.</param>
    /// <param name="cancellationToken">Gives up waiting; the definition may have been stored.</param>
    /// <exception cref="AgentsApiException">422 with all diagnostics; 412 <c>conflict</c> where another version is the current one.</exception>
    public Task<CreateWorkflowResult> UpdateAsync(
        string id, string definition, int? expectedVersion = null, string mediaType = Yaml, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Of(id)) { Content = Text(definition, mediaType) };
        if (expectedVersion is { } expected)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{expected.ToString(CultureInfo.InvariantCulture)}\""));
        }

        return _connection.SendAsync(request, AgentsJson.Wire.CreateWorkflowResult, [], TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Removes a workflow that never ran; disables one that did.</summary>
    /// <exception cref="AgentsApiException">404 where there is no such workflow.</exception>
    public Task<DeleteWorkflowResult> DeleteAsync(string id, CancellationToken cancellationToken = default)
        => _connection.SendAsync(new HttpRequestMessage(HttpMethod.Delete, Of(id)), AgentsJson.Wire.DeleteWorkflowResult, [], TimeSpan.Zero, cancellationToken);

    /// <summary>Lets a workflow start executions again; idempotent.</summary>
    public Task<WorkflowDetail> EnableAsync(string id, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Of(id)}/enable", null, AgentsJson.Wire.WorkflowDetail, cancellationToken);

    /// <summary>Keeps a workflow from starting executions; those that run go on. Idempotent.</summary>
    public Task<WorkflowDetail> DisableAsync(string id, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Of(id)}/disable", null, AgentsJson.Wire.WorkflowDetail, cancellationToken);

    /// <summary>A workflow's versions, newest first.</summary>
    /// <param name="id">The workflow.</param>
    /// <param name="limit">Rows per page, 1 to 200; null means 50.</param>
    /// <param name="cursor">Where the page begins; null means at the newest.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ItemPage<WorkflowVersion>> ListVersionsAsync(string id, int? limit = null, string? cursor = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath($"{Of(id)}/versions").With("limit", limit).With("cursor", cursor).ToString(), AgentsJson.Wire.ItemPageWorkflowVersion, cancellationToken);

    /// <summary>One version with its text.</summary>
    public Task<WorkflowVersionDetail> GetVersionAsync(string id, int version, CancellationToken cancellationToken = default)
        => _connection.GetAsync(Of(id, version), AgentsJson.Wire.WorkflowVersionDetail, cancellationToken);

    /// <summary>How two versions differ, in text and in meaning.</summary>
    /// <param name="id">The workflow.</param>
    /// <param name="from">The version on the left, usually the older one.</param>
    /// <param name="to">The version on the right.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<WorkflowDiff> DiffAsync(string id, int from, int to, CancellationToken cancellationToken = default)
        => _connection.GetAsync($"{Of(id, from)}/diff/{to.ToString(CultureInfo.InvariantCulture)}", AgentsJson.Wire.WorkflowDiff, cancellationToken);

    /// <summary>Makes a stored version the current one. No version is made or lost; running executions keep theirs. Idempotent.</summary>
    public Task<WorkflowDetail> RollbackAsync(string id, int version, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Of(id, version)}/rollback", null, AgentsJson.Wire.WorkflowDetail, cancellationToken);

    private static string Of(string id) => $"api/v1/workflows/{ApiPath.Segment(id)}";

    private static string Of(string id, int version) => $"{Of(id)}/versions/{version.ToString(CultureInfo.InvariantCulture)}";
}
