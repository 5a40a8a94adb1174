using System.Diagnostics.CodeAnalysis;
using Agents.Core.Approvals;
using Agents.Core.Executions;
using Agents.Core.Executions.Bottlenecks;
using Agents.Core.Executions.Commands;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Executions.Queue;
using Agents.Silo.Executions.Telemetry;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions;

/// <summary>
/// Loads by folding the journal, makes what is decided durable before acting on it, and takes every result back as a command.
/// </summary>
/// <remarks>
/// <para>All decisions pass one gate, so that a result that comes in the middle of an append waits for it. What is in memory is what the journal has:
/// an append that fails changes nothing, and one that loses the race to another activation drops this one.</para>
/// <para>Steps run off the turn and come back through the same gate (<c>ExecutionGrain.Steps.cs</c>); times at which something is due are
/// armed from the state (<c>ExecutionGrain.Wakeups.cs</c>).</para>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "OnDeactivateAsync disposes the gate: a grain ends by deactivation.")]
internal sealed partial class ExecutionGrain : Grain, IExecutionGrain, IRemindable
{
    private readonly ExecutionServices _services;
    private readonly ILogger<ExecutionGrain> _logger;
    private readonly SemaphoreSlim _gate = new(1);
    private ExecutionState _state = ExecutionState.None;
    private StoredWorkflow? _workflow;
    private bool _isLoaded;
    private ExecutionSpans? _spans;

    // It has asked to leave memory. A call that came before may still run here: what follows from it begins in the next activation.
    private bool _isLeaving;

    /// <summary>Made by the runtime.</summary>
    public ExecutionGrain(ExecutionServices services, ILogger<ExecutionGrain> logger)
    {
        _services = services;
        _logger = logger;
        _slot = new ActiveSlot(services.Admission);
    }

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    // Null while nobody listens.
    private ExecutionSpans? WatchedSpans => ExecutionSource.IsWatched ? _spans ??= new ExecutionSpans() : null;

    /// <inheritdoc/>
    public async Task<ExecutionReply> Start(StartRequest request)
    {
        var workflow = await _services.EnvironmentAgents.WithCurrentAsync(await _services.Workflows.GetAsync(request.WorkflowId, request.WorkflowVersion));
        var overrides = Overrides(request.Provider, request.Model, request.SkipsTimers, request.TestRun);
        var budget = request.Budget is { } given ? Budget.Parse(given) : null;
        var start = new StartExecution(Now)
        {
            ExecutionId = this.GetPrimaryKeyString(),
            WorkflowVersion = request.WorkflowVersion,
            Inputs = (JsonObject)JsonValue.Parse(request.Inputs),
            TriggerType = request.TriggerType,
            TriggeredBy = request.TriggeredBy,
            TraceId = request.TraceId,
            Parent = request.Parent is { } parent ? new ParentStep(parent.ExecutionId, new StepId(parent.StepId), parent.Attempt, parent.Depth)
            {
                BudgetOwners = parent.BudgetOwners ?? [],
                DeploymentId = parent.DeploymentId,
            } : null,
            Budget = budget,
            Overrides = overrides,
            Secrets = await OpenSecretsAsync(request.Secrets),
            ForkedFrom = request.RepeatedId is { } repeated ? new ForkOrigin(repeated, 0) : null,
            DeploymentId = request.DeploymentId,
            Agents = workflow.Agents,
            MaxContextBytes = _services.Options.Value.MaxContextBytes,
            IsQueued = !_slot.TryEnter(),
            Refusals = await RefusalsAsync(workflow.Plan, overrides, budget, request.DeploymentId ?? request.Parent?.DeploymentId),
        };
        try
        {
            _workflow ??= workflow;
            return Reply(await TakeAsync(start));
        }
        catch (JournalConflictException) when (!_isLoaded)
        {
            // A new execution is not looked for first: the fence says that this one is not new.
            await LoadAsync();
            return Reply(await TakeAsync(start));
        }
        finally
        {
            _slot.Follow(_state);
        }
    }

    /// <inheritdoc/>
    public Task<ExecutionReply> Cancel(CancelRequest request) => AskAsync(new CancelExecution(Now, request.Actor, request.Reason));

    /// <inheritdoc/>
    public Task<ExecutionReply> Pause(ControlRequest request) => AskAsync(new PauseExecution(Now, request.Actor, request.Reason) { IsByParent = request.IsByParent });

    /// <inheritdoc/>
    public Task<ExecutionReply> Resume(ControlRequest request) => AskAsync(new ResumeExecution(Now, request.Actor) { IsByParent = request.IsByParent });

    /// <inheritdoc/>
    public Task<ExecutionReply> Signal(SignalRequest request)
        => AskAsync(new DeliverSignal(Now, request.Name, request.SignalId, JsonValue.Parse(request.Payload), request.Actor));

    /// <inheritdoc/>
    public Task<ExecutionReply> Vote(VoteRequest request) => AskAsync(new VoteApproval(Now, new StepId(request.StepId), ActorOf(request.Actor), request.IsApproval)
    {
        Comment = request.Comment,
        Edited = request.Edited is { } edited ? JsonValue.Parse(edited) : null,
        Via = request.Via,
    });

    /// <inheritdoc/>
    public Task<ExecutionReply> Delegate(DelegateRequest request)
        => AskAsync(new DelegateApproval(Now, new StepId(request.StepId), ActorOf(request.Actor), request.To, request.Comment));

    /// <inheritdoc/>
    public async Task Wake()
    {
        await LoadAsync();
        if (_workflow is null || _state.Status.IsFinal())
        {
            ArmWakeUp(null);
            return;
        }

        if (!await _services.Children.IsWantedAsync(_state))
        {
            await TakeAsync(new CancelExecution(Now, null, "The step that waited for it is over."));
            return;
        }

        await TakeAsync(new Tick(Now, _services.Jitter()));
        Act();
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await StopStepsAsync(cancellationToken);
        _slot.Leave();
        _spans?.Leave(_state, Now);
        _isGone = true;
        _gate.Dispose();
        CloseSecrets();
        if (_isLeaving && reason.ReasonCode != DeactivationReasonCode.ShuttingDown && !_state.Status.IsFinal() && !SleepsLong())
        {
            // Not awaited: the next activation begins when this one is gone.
            _ = _services.Children.WakeAsync(this.GetPrimaryKeyString());
        }
    }


    private static ExecutionOverrides Overrides(string? provider, string? model, bool skipsTimers, byte[]? testRun) => new(provider, model)
    {
        SkipsTimers = skipsTimers,
        TestRun = testRun is null ? null : TestRunCaps.FromJson((JsonObject)JsonValue.Parse(testRun)),
    };

    private static Actor ActorOf(ActorRequest actor) => new(actor.Name) { Teams = actor.Teams, IsAuthenticated = actor.IsAuthenticated };

    private async Task<ExecutionReply> AskAsync(ExecutionCommand command)
    {
        await LoadAsync();
        return _workflow is null
            ? new ExecutionReply("", 0, "There is no such execution.", ErrorCategory.NotFound)
            : Reply(await TakeAsync(command));
    }

    private ExecutionReply Reply(Decision decision)
        => new(_state.Status.ToName(), _state.Seq, (decision as Refused)?.Message, (decision as Refused)?.Category);

    private async Task LoadAsync()
    {
        if (_isLoaded)
        {
            return;
        }

        var state = await LoadStepsAsync();
        if (state.Seq > 0)
        {
            _workflow = await _services.EnvironmentAgents.WithRecordedAsync(await _services.Workflows.GetAsync(state.WorkflowId, state.WorkflowVersion), state.Origin.Agents);
        }

        // Before anything is taken in: what comes is cleaned of them.
        await OpenSecretsAsync(state);
        _state = state;
        _isLoaded = true;
        _slot.Follow(state);
        Account(recorded: null);
    }

    /// <summary>Decides, makes durable, becomes, acts: in this order, one command at a time.</summary>
    private async Task<Decision> TakeAsync(ExecutionCommand command)
    {
        await _gate.WaitAsync();
        try
        {
            var decision = Execution.Decide(_state, _workflow!.Plan, WithoutSecrets(command));
            if (decision is Accepted { Events.Count: > 0 } accepted)
            {
                var before = _state;
                var append = JournalAppends.Of(before, accepted, _workflow, _stepSpans, _services.Webhooks);
                await _services.Writer.AppendAsync(append);
                _stepSpans.AddRange(StepSpan.Of(accepted));
                var end = command as EndAttempt;
                if (end is not null)
                {
                    _unrecorded.Remove((end.StepId, end.Attempt));
                }

                _services.Steps.Write(before, accepted, _workflow.Plan);
                WatchedSpans?.Follow(before, accepted, _workflow.Plan);
                Become(accepted, command);
                TellRelatives(before, accepted);
            }

            return decision;
        }
        catch (JournalConflictException) when (_isLoaded)
        {
            Drop();
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Become(Accepted accepted, ExecutionCommand recorded)
    {
        _state = accepted.State;
        _isLoaded = true;
        // Before anybody hears of it: who waits for the end finds the place free.
        _slot.Follow(_state);
        _services.Feed.Publish(_state);
        Account(recorded);
        Act(accepted.Events);
    }

    /// <summary>
    /// Forgets what this activation knows and wakes whoever is right. That may be nobody yet: where the database took an append and its answer was lost,
    /// the offer that follows loses against the append itself, and the execution's next activation reads it.
    /// </summary>
    private void Drop()
    {
        var id = this.GetPrimaryKeyString();
        LogLostRace(id);
        _isLoaded = false;
        Leave();
        _ = GrainFactory.GetGrain<IExecutionGrain>(id).Wake().ContinueWith(
            failed => LogNotWoken(failed.Exception!.GetBaseException(), id), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Current);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Execution {ExecutionId} could not be woken after it lost a race")]
    private partial void LogNotWoken(Exception problem, string executionId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Execution {ExecutionId} was continued by another activation; this one drops itself")]
    private partial void LogLostRace(string executionId);
}
