using System.Net.Http.Headers;
using System.Text;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;

namespace Agents.Client.Workflows;

/// <summary>The workflow endpoints.</summary>
public sealed partial class WorkflowsClient
{
    /// <summary>The media type of YAML definitions.</summary>
    public const string Yaml = "application/yaml";

    /// <summary>The media type of JSON definitions.</summary>
    public const string JsonDocument = "application/json";

    private readonly ApiConnection _connection;

    internal WorkflowsClient(ApiConnection connection) => _connection = connection;

    /// <summary>Stores a definition, as a new workflow or a new version; the same content twice is one version.</summary>
    /// <param name="definition">The text, in any format and either syntax.</param>
    /// <param name="mediaType"><see cref="Yaml"/> (which takes JSON too) or <see cref="JsonDocument"/>.</param>
    /// <param name="fileName">The definition's file name: its id where it gives none; null means <c>workflow.yaml</c>.</param>
    /// <param name="cancellationToken">Gives up waiting; the definition may have been stored.</param>
    /// <exception cref="AgentsApiException">422 <c>invalid_definition</c> with all diagnostics.</exception>
    public Task<CreateWorkflowResult> CreateAsync(
        string definition, string mediaType = Yaml, string? fileName = null, CancellationToken cancellationToken = default)
        => _connection.PostAsync(
            new ApiPath("api/v1/workflows").With("file_name", fileName).ToString(),
            Text(definition, mediaType),
            AgentsJson.Wire.CreateWorkflowResult,
            cancellationToken);

    /// <summary>Finds everything that is wrong with a definition and stores nothing. An invalid one is a result, not an exception.</summary>
    /// <param name="definition">The text.</param>
    /// <param name="strict">Whether warnings count as errors.</param>
    /// <param name="mediaType"><see cref="Yaml"/> or <see cref="JsonDocument"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<CreateWorkflowResult> ValidateAsync(
        string definition, bool strict = false, string mediaType = Yaml, CancellationToken cancellationToken = default)
        => _connection.PostAsync(
            new ApiPath("api/v1/workflows/validate").With("strict", strict).ToString(),
            Text(definition, mediaType),
            AgentsJson.Wire.CreateWorkflowResult,
            cancellationToken);

    /// <summary>Lists workflows by id.</summary>
    /// <param name="query">Text in id, name, description or tags; null means all.</param>
    /// <param name="limit">Rows per page, 1 to 200; null means 50.</param>
    /// <param name="cursor">Where the page begins; null means at the first row.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ItemPage<WorkflowSummary>> ListAsync(
        string? query = null, int? limit = null, string? cursor = null, CancellationToken cancellationToken = default)
        => ListAsync(new WorkflowFilter { Query = query, Limit = limit, Cursor = cursor }, cancellationToken);

    /// <summary>Lists workflows by id.</summary>
    public Task<ItemPage<WorkflowSummary>> ListAsync(WorkflowFilter filter, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath("api/v1/workflows")
                .With("status", filter.Status)
                .With("persona", filter.Persona)
                .With("tag", filter.Tag)
                .With("difficulty", filter.Difficulty)
                .With("q", filter.Query)
                .With("limit", filter.Limit)
                .With("cursor", filter.Cursor)
                .ToString(),
            AgentsJson.Wire.ItemPageWorkflowSummary,
            cancellationToken);

    /// <summary>One workflow with its current definition.</summary>
    public Task<WorkflowDetail> GetAsync(string id, CancellationToken cancellationToken = default)
        => _connection.GetAsync($"api/v1/workflows/{ApiPath.Segment(id)}", AgentsJson.Wire.WorkflowDetail, cancellationToken);

    /// <summary>What a workflow takes.</summary>
    public Task<WorkflowSchemaReply> GetSchemaAsync(string id, CancellationToken cancellationToken = default)
        => _connection.GetAsync($"api/v1/workflows/{ApiPath.Segment(id)}/schema", AgentsJson.Wire.WorkflowSchemaReply, cancellationToken);

    /// <summary>A workflow's drawing.</summary>
    /// <param name="id">The workflow.</param>
    /// <param name="version">The server's number of the version; null means the current one.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<WorkflowGraphReply> GetGraphAsync(string id, int? version = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath($"api/v1/workflows/{ApiPath.Segment(id)}/graph").With("format", "json").With("version", version).ToString(),
            AgentsJson.Wire.WorkflowGraphReply,
            cancellationToken);

    private static StringContent Text(string definition, string mediaType)
        => new(definition, Encoding.UTF8, new MediaTypeHeaderValue(mediaType, "utf-8"));
}
