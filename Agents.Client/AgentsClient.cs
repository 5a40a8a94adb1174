using System.Net;
using Agents.Client.Access;
using Agents.Client.AgentFiles;
using Agents.Client.Approvals;
using Agents.Client.Budgets;
using Agents.Client.Chat;
using Agents.Client.Connections;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Client.Hooks;
using Agents.Client.Json;
using Agents.Client.Memory;
using Agents.Client.Metrics;
using Agents.Client.Models;
using Agents.Client.Prices;
using Agents.Client.Retention;
using Agents.Client.Schedules;
using Agents.Client.Secrets;
using Agents.Client.Status;
using Agents.Client.Tools;
using Agents.Client.Webhooks;
using Agents.Client.Workflows;

namespace Agents.Client;

/// <summary>
/// The REST API, typed. A refusal is an <see cref="Problems.AgentsApiException"/>; a server that cannot be reached, breaks off or
/// does not answer in time is an <see cref="HttpRequestException"/>.
/// </summary>
public sealed class AgentsClient
{
    private readonly ApiConnection _connection;

    /// <summary>Takes over a client that has not sent anything yet; its <see cref="HttpClient.BaseAddress"/> is the gateway's or the silo's.</summary>
    /// <param name="http">The client. Its own timeout is switched off: each call has one that fits it.</param>
    /// <param name="time">The clock of timeouts and reconnects; null means the system's.</param>
    public AgentsClient(HttpClient http, TimeProvider? time = null)
    {
        http.Timeout = Timeout.InfiniteTimeSpan;
        _connection = new ApiConnection(http, time ?? TimeProvider.System);
        Workflows = new WorkflowsClient(_connection);
        Executions = new ExecutionsClient(_connection);
        Deployments = new DeploymentsClient(_connection);
        Schedules = new SchedulesClient(_connection);
        Approvals = new ApprovalsClient(_connection);
        Hooks = new HooksClient(_connection);
        Webhooks = new WebhooksClient(_connection);
        Budgets = new BudgetsClient(_connection);
        Retention = new RetentionClient(_connection);
        Prices = new PricesClient(_connection);
        Secrets = new SecretsClient(_connection);
        Providers = new ProvidersClient(_connection);
        Memory = new MemoryClient(_connection);
        Tools = new ToolsClient(_connection);
        AgentFiles = new AgentFilesClient(_connection);
        Keys = new KeysClient(_connection);
        Metrics = new MetricsClient(_connection);
        Chat = new ChatClient(_connection);
    }

    /// <summary>Definitions: create, validate, read.</summary>
    public WorkflowsClient Workflows { get; }

    /// <summary>Executions: start, watch, cancel.</summary>
    public ExecutionsClient Executions { get; }

    /// <summary>Deployments: create, call, remove.</summary>
    public DeploymentsClient Deployments { get; }

    /// <summary>Schedules: create, pause, see what became of firings.</summary>
    public SchedulesClient Schedules { get; }

    /// <summary>Approvals: list, decide, hand on.</summary>
    public ApprovalsClient Approvals { get; }

    /// <summary>Incoming webhooks: add, see what came in, replay.</summary>
    public HooksClient Hooks { get; }

    /// <summary>Messages to other systems that were given up.</summary>
    public WebhooksClient Webhooks { get; }

    /// <summary>Budgets: of one execution, and of all.</summary>
    public BudgetsClient Budgets { get; }

    /// <summary>How long ended executions are kept.</summary>
    public RetentionClient Retention { get; }

    /// <summary>What models cost.</summary>
    public PricesClient Prices { get; }

    /// <summary>Secrets: set, list by name, delete.</summary>
    public SecretsClient Secrets { get; }

    /// <summary>Model providers: list, set, test.</summary>
    public ProvidersClient Providers { get; }

    /// <summary>What agents remember: list, delete.</summary>
    public MemoryClient Memory { get; }

    /// <summary>Agents of environments.</summary>
    public AgentFilesClient AgentFiles { get; }

    /// <summary>Keys: make, rotate, revoke; and who is asking.</summary>
    public KeysClient Keys { get; }

    /// <summary>The chat that writes workflows.</summary>
    public ChatClient Chat { get; }

    /// <summary>Tools that agents can call.</summary>
    public ToolsClient Tools { get; }

    /// <summary>What executions came to.</summary>
    public MetricsClient Metrics { get; }

    /// <summary>Whether the server does its work. A server that is starting or degraded answers too; see <see cref="HealthRecord.Status"/>.</summary>
    public Task<HealthRecord> GetHealthAsync(CancellationToken cancellationToken = default)
        => _connection.GetAsync("health", AgentsJson.Wire.HealthRecord, [HttpStatusCode.ServiceUnavailable], cancellationToken);

    /// <summary>Model, database, authentication and work in progress, for operators.</summary>
    public Task<SystemStatus> GetStatusAsync(CancellationToken cancellationToken = default)
        => _connection.GetAsync("api/v1/status", AgentsJson.Wire.SystemStatus, [], cancellationToken);
}
