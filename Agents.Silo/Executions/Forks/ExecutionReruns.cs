using Agents.Client.Executions;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Json;
using Agents.Core.Secrets;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Secrets;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions.Forks;

/// <summary>A rerun that somebody asked for.</summary>
/// <param name="Body">From where, and what is different.</param>
/// <param name="Raw">The body as it came, to tell two requests with one key apart.</param>
/// <param name="Key">The idempotency key; null for none.</param>
/// <param name="Wait">How long to wait for the end.</param>
/// <param name="Actor">Who asks; null where nobody said.</param>
internal sealed record RerunRequest(RerunExecution Body, ReadOnlyMemory<byte> Raw, string? Key, TimeSpan Wait, string? Actor)
{
    /// <summary>Whether only to say what would be reused.</summary>
    public bool IsDry { get; init; }

    public bool IsFork => Body.AtSeq is not null || Body.FromStep is not null;
}

/// <summary>Repeats executions: from the start, or from a cut with the results that were recorded before it.</summary>
internal sealed class ExecutionReruns(
    WorkflowCatalog catalog, ExecutionStore executions, ExecutionStarts starts, JournalReader journal, SecretIntake intake, ExecutionSecretStore secrets, IdGenerator ids, TimeProvider time)
{
    /// <summary>Repeats an execution, or finds the one that the key already began.</summary>
    public async Task<StartOutcome> RerunAsync(string id, RerunRequest request, CancellationToken cancellationToken)
    {
        var events = await journal.ReadAsync(id);
        if (events.Count == 0)
        {
            return new UnknownExecution(id);
        }

        var parent = JournalReader.Fold(events);

        var standing = await catalog.FindStandingAsync(parent.WorkflowId);
        if (standing is null || await catalog.FindAsync(parent.WorkflowId, request.Body.Version ?? parent.WorkflowVersion) is not { } workflow)
        {
            return new UnknownWorkflow(parent.WorkflowId, standing is null ? null : request.Body.Version ?? parent.WorkflowVersion);
        }

        var given = request.Body.Inputs is { } document ? (JsonObject)JsonValue.Parse(document.GetRawText()) : null;
        var isSame = given is null && request.IsFork;
        var (bound, wrong) = isSame ? (parent.Inputs, []) : WorkflowInputs.Bind(workflow.Plan, given ?? parent.Inputs);
        // References stand for text, which may not be of the length or form that the schema wants of the secret itself.
        var recorded = SecretInputs.ReferredTo(bound).Any() ? [] : wrong;
        var taken = intake.Take(workflow.Plan, bound, given is null ? recorded : wrong, request.Body.Env, await secrets.FindAsync(id), out var problems);
        var inputs = isSame ? null : taken.Inputs;
        // What is missing is asked for when it is really done.
        if (problems.Count > 0 && (!request.IsDry || given is not null))
        {
            return new InputsRefused(problems);
        }

        if (request.IsDry)
        {
            return Preview(parent, events, request, workflow, inputs);
        }

        var scope = $"rerun:{id}";
        if (standing.IsDisabled && (request.Key is null || !await executions.HasBegunAsync(scope, request.Key)))
        {
            return new DisabledWorkflow(parent.WorkflowId);
        }

        var forkId = request.Key is null ? ids.Next() : await executions.ClaimKeyAsync(scope, request.Key, request.Raw, ids.Next());
        if (forkId is null)
        {
            return new KeyReused();
        }

        var (reply, state) = await starts.BeginAsync(forkId, request.Wait, taken.Secrets, Begin(parent, request, workflow.Version, inputs, taken.Secrets), cancellationToken);
        return reply.Refusal is { } refusal
            ? new ForkRefused(refusal, reply.Category ?? ErrorCategory.Conflict)
            : new Started(await starts.DetailAsync(state, workflow.Plan.Name));
    }

    // The decision itself, that nobody records.
    private StartOutcome Preview(ExecutionState parent, IReadOnlyList<StoredEvent> events, RerunRequest request, StoredWorkflow workflow, JsonObject? inputs)
    {
        if (!request.IsFork)
        {
            return new Previewed(new ForkRecord(parent.Id, 0));
        }

        var decision = Execution.Decide(ExecutionState.None, workflow.Plan, new ForkExecution(time.GetUtcNow())
        {
            ExecutionId = "preview",
            Journal = [.. events.Select(static stored => stored.Event)],
            Point = Point(request.Body.AtSeq, request.Body.FromStep),
            WorkflowVersion = workflow.Version,
            Inputs = inputs,
        });
        return decision switch
        {
            Refused refused => new ForkRefused(refused.Message, refused.Category),
            Accepted accepted => new Previewed(ExecutionViews.Fork(accepted.State)!),
            _ => throw new InvalidOperationException($"'{decision.GetType().Name}' is not a decision."),
        };
    }

    /// <summary>Where an execution is cut: one of both is given.</summary>
    public static ForkPoint Point(long? atSeq, string? fromStep) => atSeq is { } seq ? new AfterEvent(seq) : new BeforeStep(fromStep!);

    private static Func<IExecutionGrain, Task<ExecutionReply>> Begin(ExecutionState parent, RerunRequest request, int version, JsonObject? inputs, ExecutionSecrets secrets)
    {
        var names = secrets.IsEmpty ? null : secrets.Names;
        var body = request.Body;
        var trigger = body.TriggerType ?? TriggerTypes.Api;
        var trace = System.Diagnostics.Activity.Current?.TraceId.ToString();
        var (provider, model) = (body.Overrides?.Provider ?? parent.Overrides.Provider, body.Overrides?.Model ?? parent.Overrides.Model);
        var caps = parent.Overrides.TestRun?.ToJson().ToUtf8Bytes();
        var skips = body.Overrides?.SkipTimers ?? parent.Overrides.SkipsTimers;
        return request.IsFork
            ? execution => execution.Fork(new ForkRequest
            {
                ExecutionId = parent.Id,
                AtSeq = body.AtSeq,
                FromStep = body.FromStep,
                WorkflowId = parent.WorkflowId,
                WorkflowVersion = version,
                Inputs = inputs?.ToUtf8Bytes(),
                TriggerType = trigger,
                TriggeredBy = request.Actor,
                TraceId = trace,
                Provider = provider,
                Model = model,
                SkipsTimers = skips,
                TestRun = caps,
                Secrets = names,
            })
            : execution => execution.Start(new StartRequest
            {
                WorkflowId = parent.WorkflowId,
                WorkflowVersion = version,
                Inputs = inputs!.ToUtf8Bytes(),
                TriggerType = trigger,
                TriggeredBy = request.Actor,
                TraceId = trace,
                Provider = provider,
                Model = model,
                SkipsTimers = skips,
                TestRun = caps,
                RepeatedId = parent.Id,
                DeploymentId = parent.DeploymentId,
                Budget = parent.Budget?.Limits.ToJson().ToUtf8Bytes(),
                Secrets = names,
            });
    }
}

/// <summary>This is what it would reuse; nothing was started.</summary>
internal sealed record Previewed(ForkRecord Fork) : StartOutcome;

/// <summary>There is no such execution.</summary>
internal sealed record UnknownExecution(string Id) : StartOutcome;

/// <summary>It cannot be forked so.</summary>
internal sealed record ForkRefused(string Message, string Category) : StartOutcome;
