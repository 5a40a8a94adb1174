using System.Globalization;
using System.Net.Http.Json;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Agents.Client.Secrets;

namespace Agents.Client.Schedules;

/// <summary>The endpoints of schedules.</summary>
public sealed class SchedulesClient
{
    private const string Root = "api/v1/schedules";

    private readonly ApiConnection _connection;

    internal SchedulesClient(ApiConnection connection) => _connection = connection;

    /// <summary>Makes a schedule.</summary>
    /// <exception cref="AgentsApiException">404 where there is no such workflow or deployment, 409 where the id is taken, 400 where something does not fit.</exception>
    public Task<ScheduleRecord> CreateAsync(CreateSchedule schedule, CancellationToken cancellationToken = default)
        => _connection.PostAsync(Root, JsonContent.Create(schedule, AgentsJson.Wire.CreateSchedule), AgentsJson.Wire.ScheduleRecord, cancellationToken);

    /// <summary>Lists schedules by id.</summary>
    /// <param name="workflowId">Only those of this workflow, also through deployments; null means all.</param>
    /// <param name="deploymentId">Only those of this deployment; null means all.</param>
    /// <param name="cursor">Where to go on; null begins with the first.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ItemPage<ScheduleRecord>> ListAsync(string? workflowId = null, string? deploymentId = null, string? cursor = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath(Root).With("workflow_id", workflowId).With("deployment_id", deploymentId).With("cursor", cursor).ToString(),
            AgentsJson.Wire.ItemPageScheduleRecord, cancellationToken);

    /// <summary>One schedule.</summary>
    /// <exception cref="AgentsApiException">404 where there is none.</exception>
    public Task<ScheduleRecord> GetAsync(string id, CancellationToken cancellationToken = default)
        => _connection.GetAsync(Path(id), AgentsJson.Wire.ScheduleRecord, cancellationToken);

    /// <summary>Changes what is given.</summary>
    /// <exception cref="AgentsApiException">404 where there is none, 409 where a workflow declares it.</exception>
    public Task<ScheduleRecord> ChangeAsync(string id, ChangeSchedule change, CancellationToken cancellationToken = default)
        => _connection.PutAsync(Path(id), JsonContent.Create(change, AgentsJson.Wire.ChangeSchedule), AgentsJson.Wire.ScheduleRecord, cancellationToken);

    /// <summary>Removes it with what is known of its firings; its executions are kept.</summary>
    /// <exception cref="AgentsApiException">404 where there is none, 409 where a workflow declares it.</exception>
    public Task<DeletedReply> DeleteAsync(string id, CancellationToken cancellationToken = default)
        => _connection.SendAsync(new HttpRequestMessage(HttpMethod.Delete, Path(id)), AgentsJson.Wire.DeletedReply, [], TimeSpan.Zero, cancellationToken);

    /// <summary>Lets it fire no more; idempotent.</summary>
    /// <exception cref="AgentsApiException">404 where there is none.</exception>
    public Task<ScheduleRecord> PauseAsync(string id, string? reason = null, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Path(id)}/pause", JsonContent.Create(new PauseSchedule(reason), AgentsJson.Wire.PauseSchedule), AgentsJson.Wire.ScheduleRecord, cancellationToken);

    /// <summary>Lets it fire again, from now on; idempotent.</summary>
    /// <exception cref="AgentsApiException">404 where there is none.</exception>
    public Task<ScheduleRecord> ResumeAsync(string id, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Path(id)}/resume", null, AgentsJson.Wire.ScheduleRecord, cancellationToken);

    /// <summary>What became of its due times, the latest first.</summary>
    /// <exception cref="AgentsApiException">404 where there is none.</exception>
    public Task<ItemPage<ScheduleFiringRecord>> ListFiringsAsync(string id, string? cursor = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(new ApiPath($"{Path(id)}/firings").With("cursor", cursor).ToString(), AgentsJson.Wire.ItemPageScheduleFiringRecord, cancellationToken);

    /// <summary>When a cron expression would fire.</summary>
    /// <param name="cron">The expression.</param>
    /// <param name="timezone">An IANA time zone; null means <c>UTC</c>.</param>
    /// <param name="from">After which instant; null means now.</param>
    /// <param name="count">How many, 1 to 100.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AgentsApiException">400 where it is none.</exception>
    public Task<SchedulePreview> PreviewAsync(string cron, string? timezone = null, DateTimeOffset? from = null, int count = 10, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath($"{Root}/preview").With("cron", cron).With("timezone", timezone).With("from", from?.ToString("O", CultureInfo.InvariantCulture))
                .With("count", count.ToString(CultureInfo.InvariantCulture)).ToString(),
            AgentsJson.Wire.SchedulePreview, cancellationToken);

    /// <summary>The time zones that schedules can have.</summary>
    public Task<TimeZoneList> ListZonesAsync(CancellationToken cancellationToken = default) => _connection.GetAsync($"{Root}/zones", AgentsJson.Wire.TimeZoneList, cancellationToken);

    private static string Path(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
