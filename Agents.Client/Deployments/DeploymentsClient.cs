using System.Net.Http.Json;
using Agents.Client.Connections;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Agents.Client.Secrets;
using Agents.Client.Workflows;

namespace Agents.Client.Deployments;

/// <summary>The endpoints of deployments.</summary>
public sealed class DeploymentsClient
{
    private const string Root = "api/v1/deployments";

    private readonly ApiConnection _connection;

    internal DeploymentsClient(ApiConnection connection) => _connection = connection;

    /// <summary>Makes a workflow reachable at <c>/api/deployed/{path}</c>.</summary>
    /// <exception cref="AgentsApiException">404 where there is no such workflow, 409 where the path or the id is taken.</exception>
    public Task<DeploymentRecord> CreateAsync(CreateDeployment deployment, CancellationToken cancellationToken = default)
        => _connection.PostAsync(Root, JsonContent.Create(deployment, AgentsJson.Wire.CreateDeployment), AgentsJson.Wire.DeploymentRecord, cancellationToken);

    /// <summary>Lists deployments by id.</summary>
    /// <param name="workflowId">Only those of this workflow; null means all.</param>
    /// <param name="cursor">Where to go on; null begins with the first.</param>
    /// <param name="query">Only those with this in id, name or path; null means all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ItemPage<DeploymentRecord>> ListAsync(
        string? workflowId = null, string? cursor = null, string? query = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath(Root).With("workflow_id", workflowId).With("q", query).With("cursor", cursor).ToString(), AgentsJson.Wire.ItemPageDeploymentRecord, cancellationToken);

    /// <summary>One deployment.</summary>
    /// <exception cref="AgentsApiException">404 where there is none.</exception>
    public Task<DeploymentRecord> GetAsync(string id, CancellationToken cancellationToken = default)
        => _connection.GetAsync(Path(id), AgentsJson.Wire.DeploymentRecord, cancellationToken);

    /// <summary>Changes what is given.</summary>
    /// <exception cref="AgentsApiException">404 where there is none, 409 where the path is taken.</exception>
    public Task<DeploymentRecord> ChangeAsync(string id, ChangeDeployment change, CancellationToken cancellationToken = default)
        => _connection.PutAsync(Path(id), JsonContent.Create(change, AgentsJson.Wire.ChangeDeployment), AgentsJson.Wire.DeploymentRecord, cancellationToken);

    /// <summary>Removes it; its executions are kept.</summary>
    /// <exception cref="AgentsApiException">404 where there is none.</exception>
    public Task<DeletedReply> DeleteAsync(string id, CancellationToken cancellationToken = default)
        => _connection.SendAsync(new HttpRequestMessage(HttpMethod.Delete, Path(id)), AgentsJson.Wire.DeletedReply, [], TimeSpan.Zero, cancellationToken);

    /// <summary>Tells of a deployment that runs elsewhere, or where it is now.</summary>
    /// <exception cref="AgentsApiException">409 where the id is an endpoint's.</exception>
    public Task<DeploymentRecord> RegisterAsync(RegisterDeployment registration, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Root}/register", JsonContent.Create(registration, AgentsJson.Wire.RegisterDeployment), AgentsJson.Wire.DeploymentRecord, cancellationToken);

    /// <summary>Says that it is alive.</summary>
    /// <exception cref="AgentsApiException">404 where it is not registered: register it again.</exception>
    public Task<HeartbeatReply> BeatAsync(string id, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Path(id)}/heartbeat", null, AgentsJson.Wire.HeartbeatReply, cancellationToken);

    /// <summary>Removes those that run elsewhere and are dead; their executions are kept.</summary>
    public Task<CleanupReply> CleanUpAsync(CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Root}/cleanup", null, AgentsJson.Wire.CleanupReply, cancellationToken);

    /// <summary>Starts an execution through it.</summary>
    /// <param name="id">The deployment.</param>
    /// <param name="request">What to start it with.</param>
    /// <param name="wait">Waits so long for the end, at most 300 s; zero does not wait.</param>
    /// <param name="idempotencyKey">The same key with the same request starts once; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AgentsApiException">404 where there is none, 409 where it is not active, 400 where the inputs do not fit.</exception>
    public Task<ExecutionDetail> ExecuteAsync(
        string id, ExecuteDeployment request, TimeSpan wait = default, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, $"{Path(id)}/execute") { Content = JsonContent.Create(request, AgentsJson.Wire.ExecuteDeployment) };
        if (wait > TimeSpan.Zero)
        {
            message.Headers.Add("Prefer", $"wait={(int)wait.TotalSeconds}");
        }

        if (idempotencyKey is not null)
        {
            message.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return _connection.SendAsync(message, AgentsJson.Wire.ExecutionDetail, [], wait, cancellationToken);
    }

    /// <summary>What a form for its inputs needs.</summary>
    /// <exception cref="AgentsApiException">404 where there is none, 409 where it runs elsewhere.</exception>
    public Task<WorkflowSchemaReply> GetSchemaAsync(string id, CancellationToken cancellationToken = default)
        => _connection.GetAsync($"{Path(id)}/schema", AgentsJson.Wire.WorkflowSchemaReply, cancellationToken);

    /// <summary>Lets all calls, or a share of them, run a version.</summary>
    /// <exception cref="AgentsApiException">404 where there is no such deployment or version, 409 where there is no canary to promote.</exception>
    public Task<DeploymentRecord> PromoteAsync(string id, PromoteDeployment promotion, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Path(id)}/promote", JsonContent.Create(promotion, AgentsJson.Wire.PromoteDeployment), AgentsJson.Wire.DeploymentRecord, cancellationToken);

    /// <summary>Takes the canary away, or where there is none goes back to the version before.</summary>
    /// <exception cref="AgentsApiException">404 where there is no such deployment, 409 where there is nothing to go back to.</exception>
    public Task<DeploymentRecord> RollBackAsync(string id, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Path(id)}/rollback", null, AgentsJson.Wire.DeploymentRecord, cancellationToken);

    private static string Path(string id) => $"{Root}/{ApiPath.Segment(id)}";
}

/// <summary>A heartbeat was taken.</summary>
/// <param name="DeploymentId">Whose.</param>
/// <param name="Health"><see cref="DeploymentHealth.Alive"/>.</param>
public sealed record HeartbeatReply(string DeploymentId, string Health);
