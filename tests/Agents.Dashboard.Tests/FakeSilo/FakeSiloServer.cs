using System.Collections.Concurrent;
using Agents.Client.Approvals;
using Agents.Client.Deployments;
using Agents.Client.Memory;
using Agents.Client.Metrics;
using Agents.Client.Prices;
using Agents.Client.Problems;
using Agents.Client.Schedules;
using Agents.Client.Status;
using Agents.Client.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>
/// A silo's API on a real port, over data that a test writes and changes. It also stands in for the gateway: what is not the
/// API's goes to the dashboard, so that a browser has both on one origin.
/// </summary>
public sealed class FakeSiloServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _statusStreams;
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeSiloServer(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, FakeExecution> Executions { get; } = new();

    public ConcurrentDictionary<string, FakeWorkflow> Workflows { get; } = new();

    public ConcurrentDictionary<string, ApprovalRecord> Approvals { get; } = new();

    public ConcurrentDictionary<string, DeploymentRecord> Deployments { get; } = new();

    public ConcurrentDictionary<string, ScheduleRecord> Schedules { get; } = new();

    public ConcurrentDictionary<string, Client.Hooks.HookRecord> Hooks { get; } = new();

    /// <summary>Secrets that were set, as they came.</summary>
    public ConcurrentBag<Client.Secrets.SetSecret> Secrets { get; } = [];

    /// <summary>What was done to keys.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    /// <summary>Names of secrets that were deleted.</summary>
    public ConcurrentBag<string> DeletedSecrets { get; } = [];

    public ConcurrentDictionary<string, MemoryRecord> Memory { get; } = new([new(FakeMemory.Note.Id, FakeMemory.Note), new(FakeMemory.Fact.Id, FakeMemory.Fact)]);

    public SetPrices OwnPrices { get; set; } = new(new Dictionary<string, IReadOnlyDictionary<string, PriceTerms>>());

    public SystemStatus Status
    {
        get;
        set
        {
            field = value;
            Signal();
        }
    } = FakeStatus.Healthy;

    /// <summary>When set, every API call is refused with it.</summary>
    public ProblemRecord? Refusal { get; set; }

    /// <summary>When set, starting is refused with it.</summary>
    public ProblemRecord? StartRefusal { get; set; }

    /// <summary>When set, storing and validating definitions is refused with it.</summary>
    public ProblemRecord? DefinitionRefusal { get; set; }

    /// <summary>Bodies and idempotency keys of what was started.</summary>
    public ConcurrentQueue<(string Body, string? Key)> Started { get; } = new();

    /// <summary>Definitions that were stored.</summary>
    public ConcurrentQueue<string> Definitions { get; } = new();

    /// <summary>Queries of lists of workflows.</summary>
    public ConcurrentQueue<string> WorkflowQueries { get; } = new();

    /// <summary>Headers of every API request.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> RequestHeaders { get; } = new();

    /// <summary>Pieces of answers to send to streams that are open.</summary>
    public ConcurrentQueue<(string StepId, string Text)> Tokens { get; } = new();

    /// <summary>How many streams were opened.</summary>
    public int StreamsOpened { get; internal set; }

    /// <summary>What executions came to.</summary>
    public MetricsSummary Metrics { get; set; } = FakeMetrics.Week;

    /// <summary>How many status streams were opened.</summary>
    public int StatusStreams => _statusStreams;

    /// <summary>Where the dashboard is, for the gateway's part.</summary>
    public Uri? Dashboard { get; set; }

    public string Url => _app.Urls.First();

    public static async Task<FakeSiloServer> StartAsync(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var server = new FakeSiloServer(builder.Build());
        server._app.MapStatus(server);
        server._app.MapStatusStream(server);
        server._app.MapMetrics(server);
        server._app.MapExecutions(server);
        server._app.MapReruns(server);
        server._app.MapKeys(server);
        server._app.MapApprovals(server);
        server._app.MapDeployments(server);
        server._app.MapSchedules(server);
        server._app.MapHooks(server);
        server._app.MapSettings(server);
        server._app.MapAgentFiles();
        server._app.MapMemory(server);
        server._app.MapChat();
        server._app.MapStreams(server);
        server._app.MapWorkflows(server);
        server._app.MapWorkflowChanges(server);
        server._app.MapDashboard(server);
        await server._app.StartAsync();
        return server;
    }

    public void Add(params ReadOnlySpan<FakeExecution> executions)
    {
        foreach (var execution in executions)
        {
            Executions[execution.Detail.Id] = execution;
        }

        Signal();
    }

    public void Add(params ReadOnlySpan<FakeWorkflow> workflows)
    {
        foreach (var workflow in workflows)
        {
            Workflows[workflow.Detail.Id] = workflow;
        }
    }

    /// <summary>Changes an execution and wakes the streams that follow it.</summary>
    public void Change(string id, Func<FakeExecution, FakeExecution> change)
    {
        Executions[id] = change(Executions[id]);
        Signal();
    }

    public void Write(string stepId, string text)
    {
        Tokens.Enqueue((stepId, text));
        Signal();
    }

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal void StatusStreamOpened() => Interlocked.Increment(ref _statusStreams);

    internal Task Changed => _changed.Task;

    private void Signal() => Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}

/// <summary>A workflow as the fake silo keeps it.</summary>
public sealed record FakeWorkflow(WorkflowDetail Detail, WorkflowGraphReply Graph, WorkflowSchemaReply Schema);

public static class FakeStatus
{
    public static SystemStatus Healthy { get; } = new(HealthStates.Ready)
    {
        Version = "0.1.0",
        StartedAt = DateTimeOffset.UnixEpoch.AddDays(20_000),
        Database = new("sqlite", HealthStates.Ready),
        Model = new("offline", "offline", IsOffline: true),
        Auth = "open",
        ActiveExecutions = new Dictionary<string, long> { ["running"] = 2, ["queued"] = 1 },
    };

    public static SystemStatus Degraded { get; } = Healthy with
    {
        Status = HealthStates.Degraded,
        Reason = "The database /data/agents.db is of version 12, this program knows up to 9. Start the newer program, or restore a backup.",
        Database = new("sqlite", HealthStates.Degraded, "It is of version 12, this program knows up to 9."),
    };
}
