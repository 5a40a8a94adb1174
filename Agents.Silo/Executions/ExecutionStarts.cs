using Agents.Client.Executions;
using Agents.Core.Diagnostics;
using Agents.Core.Executions;
using Agents.Silo.AgentFiles;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Executions.Validation;
using Agents.Silo.Secrets;
using Agents.Silo.Workflows;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Executions;

/// <summary>Starts executions and waits for their ends.</summary>
internal sealed class ExecutionStarts(
    WorkflowCatalog catalog,
    AgentBinding agents,
    ExecutionStore executions,
    ExecutionValidation validation,
    IOptions<TestRunOptions> testRun,
    ExecutionFeed feed,
    JournalReader journal,
    SecretIntake intake,
    IGrainFactory grains,
    IdGenerator ids,
    TimeProvider time)
{
    // The execution may live in another silo: look at the journal now and then even when nobody says anything.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Starts an execution, or finds the one that the key already started, and waits for its end at most as long as asked.</summary>
    public async Task<StartOutcome> StartAsync(StartBody body, ReadOnlyMemory<byte> raw, string? key, TimeSpan wait, string? actor, CancellationToken cancellationToken)
    {
        var standing = await catalog.FindStandingAsync(body.WorkflowId);
        if (standing is null || await catalog.FindAsync(body.WorkflowId, body.Version ?? (int)standing.CurrentVersion) is not { } workflow)
        {
            return new UnknownWorkflow(body.WorkflowId, body.Version);
        }

        // What its agents need of secrets is asked for too.
        workflow = await agents.WithCurrentAsync(workflow);
        var (bound, wrong) = WorkflowInputs.Bind(workflow.Plan, body.Inputs);
        var taken = intake.Take(workflow.Plan, bound, wrong, body.Env, ExecutionSecrets.None, out var problems);
        if (body.RunMode == RunModes.ValidateOnly)
        {
            var overrides = new ExecutionOverrides(body.Provider, body.Model) { SkipsTimers = body.SkipsTimers };
            return new OnlyValidated(await validation.ReportAsync(workflow, standing.IsDisabled, taken.Inputs, problems, body.Budget, overrides));
        }

        if (problems.Count > 0)
        {
            return new InputsRefused(problems);
        }

        // A key whose execution has begun gets it, however the workflow stands today.
        if (standing.IsDisabled && (key is null || !await executions.HasBegunAsync(KeyScope(body.DeploymentId), key)))
        {
            return new DisabledWorkflow(body.WorkflowId);
        }

        var id = body.ExecutionId ?? ids.Next();
        if (key is not null)
        {
            if (await executions.ClaimKeyAsync(KeyScope(body.DeploymentId), key, raw, id) is not { } claimed)
            {
                return new KeyReused();
            }

            id = claimed;
        }

        var (_, state) = await BeginAsync(id, wait, taken.Secrets, execution => execution.Start(new StartRequest
        {
            WorkflowId = body.WorkflowId,
            WorkflowVersion = workflow.Version,
            Inputs = taken.Inputs.ToUtf8Bytes(),
            TriggerType = body.TriggerType,
            TriggeredBy = actor,
            DeploymentId = body.DeploymentId,
            TraceId = System.Diagnostics.Activity.Current?.TraceId.ToString(),
            Provider = body.Provider,
            Model = body.Model,
            SkipsTimers = body.SkipsTimers,
            TestRun = body.RunMode == RunModes.TestRun ? testRun.Value.Caps.ToJson().ToUtf8Bytes() : null,
            Budget = body.Budget?.ToJson().ToUtf8Bytes(),
            Secrets = taken.Secrets.IsEmpty ? null : taken.Secrets.Names,
        }), cancellationToken);
        return new Started(await DetailAsync(state, workflow.Plan.Name));
    }

    /// <summary>Among what an idempotency key counts: callers of two deployments know nothing of each other's keys.</summary>
    /// <param name="deploymentId">The deployment; null where none is called.</param>
    public static string KeyScope(string? deploymentId) => deploymentId is null ? "executions" : $"deployment:{deploymentId}";

    /// <summary>What was started, as the API shows it.</summary>
    public async ValueTask<ExecutionDetail> DetailAsync(ExecutionState state, string workflowName)
    {
        var detail = ExecutionViews.Detail(state, workflowName);
        return state.Status == ExecutionStatus.Queued ? detail with { QueuePosition = await executions.FindQueuePositionAsync(state.Id) } : detail;
    }

    /// <summary>Asks an execution to begin and waits for its end at most as long as asked; not at all where it refuses.</summary>
    public Task<(ExecutionReply Reply, ExecutionState State)> BeginAsync(
        string id, TimeSpan wait, ExecutionSecrets secrets, Func<IExecutionGrain, Task<ExecutionReply>> begin, CancellationToken cancellationToken)
        => intake.BeginAsync(id, secrets, async () =>
        {
            var begun = await BeginAsync(id, wait, begin, cancellationToken);
            return (begun, begun.Reply.Refusal is null && !begun.State.Status.IsFinal());
        });

    private async Task<(ExecutionReply Reply, ExecutionState State)> BeginAsync(
        string id, TimeSpan wait, Func<IExecutionGrain, Task<ExecutionReply>> begin, CancellationToken cancellationToken)
    {
        using var subscription = wait > TimeSpan.Zero ? feed.Subscribe(id) : null;
        var reply = await begin(grains.GetGrain<IExecutionGrain>(id));
        var state = subscription is null || reply.Refusal is not null ? null : await WaitAsync(subscription, wait, cancellationToken);
        return (reply, state ?? await journal.FoldAsync(id));
    }

    private async Task<ExecutionState?> WaitAsync(ExecutionFeed.Subscription subscription, TimeSpan wait, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + wait;
        ExecutionState? state = null;
        for (var left = wait; left > TimeSpan.Zero; left = until - time.GetUtcNow())
        {
            try
            {
                return await subscription.End.WaitAsync(left < LookAgain ? left : LookAgain, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                state = await journal.FoldAsync(subscription.ExecutionId);
                if (state.Status.IsFinal())
                {
                    return state;
                }
            }
        }

        return state;
    }
}

/// <summary>What became of a start. A closed family.</summary>
internal abstract record StartOutcome;

/// <summary>It is recorded, and perhaps over.</summary>
internal sealed record Started(ExecutionDetail Execution) : StartOutcome;

/// <summary>There is no such workflow or version.</summary>
internal sealed record UnknownWorkflow(string Id, int? Version) : StartOutcome;

/// <summary>The workflow starts no executions.</summary>
internal sealed record DisabledWorkflow(string Id) : StartOutcome;

/// <summary>The inputs break the workflow's schema.</summary>
internal sealed record InputsRefused(IReadOnlyList<Diagnostic> Problems) : StartOutcome;

/// <summary>This is what was found; nothing was started.</summary>
internal sealed record OnlyValidated(ValidationReport Report) : StartOutcome;

/// <summary>The idempotency key came with another body before.</summary>
internal sealed record KeyReused : StartOutcome;
