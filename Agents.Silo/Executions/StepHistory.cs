using Agents.Client.Executions;
using Agents.Core.Executions;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;
using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Executions;

/// <summary>The steps of an execution with all their attempts, folded from its events.</summary>
internal sealed class StepHistory(Workflow plan)
{
    private readonly Dictionary<string, StepRecord> _steps = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<(StepId Step, string Within, int Call), ToolRequest> _asked = [];
    private readonly Dictionary<string, StepId> _owners = new(StringComparer.Ordinal);
    private ExecutionState _state = ExecutionState.None;

    public static IReadOnlyList<StepRecord> Of(IEnumerable<StoredEvent> events, Workflow plan)
    {
        var history = new StepHistory(plan);
        foreach (var stored in events)
        {
            history.Add(stored.Event);
        }

        return [.. history._order.Select(id => history._steps[id])];
    }

    private void Add(ExecutionEvent happened)
    {
        foreach (var ended in Execution.Ended(_state, happened))
        {
            Change(ended.Step.Id, step => End(step, ended, happened.At));
        }

        Record(happened);
        _state = Execution.Fold(_state, happened);
    }

    private void Record(ExecutionEvent happened)
    {
        switch (happened)
        {
            case StepStarted started:
                Start(started);
                break;
            case ModelReplied replied:
                Ask(replied);
                Change(replied.StepId, step => StepCalls.With(step, replied));
                break;
            case ToolReturned returned:
                Change(returned.StepId, step => StepCalls.With(step, returned, _asked.GetValueOrDefault((returned.StepId, returned.Within, returned.Call))));
                break;
            case TimerStarted timer:
                Wait(timer.StepId, StepStatuses.WaitingTimer, new StepWaitRecord("timer") { DueAt = timer.DueAt });
                break;
            case SignalAwaited signal:
                Wait(signal.StepId, StepStatuses.WaitingSignal, new StepWaitRecord("signal") { Signal = signal.Signal, DueAt = signal.DueAt });
                break;
            case ApprovalRequested approval:
                Wait(approval.StepId, StepStatuses.WaitingApproval, new StepWaitRecord("approval") { ApprovalId = approval.StepId.Value, DueAt = approval.Approval.TimeoutAt });
                break;
            case ChildStarted child:
                Wait(child.StepId, StepStatuses.Running, new StepWaitRecord("workflow") { ExecutionId = child.ExecutionId });
                break;
            case ExecutionForked:
                Reuse();
                break;
            case StepDeferred deferred:
                Change(deferred.StepId, step => Deferred(step, deferred));
                break;
            case StepFailed failed:
                Fail(failed);
                break;
            case StepEvaluated evaluated:
                Put(Evaluated(evaluated));
                break;
            case BranchStarted begun:
                _owners[begun.Branch] = begun.StepId;
                break;
            case BranchSkipped skipped:
                Change(skipped.StepId, static step => Counted(step, failed: 0));
                break;
            case BranchEnded over when _owners.TryGetValue(over.Branch, out var owner):
                Change(owner, step => Counted(step, over.Error is null ? 0 : 1));
                break;
        }
    }

    private void Ask(ModelReplied replied)
    {
        foreach (var (call, request) in replied.ToolCalls is null ? [] : new ConversationRound(replied).Requests)
        {
            _asked[(replied.StepId, replied.Within, call)] = request;
        }
    }

    // Whatever is over by now was copied; what has branches that are not is this execution's own.
    private void Reuse()
    {
        foreach (var id in _order)
        {
            _steps[id] = _steps[id] with { Reused = _steps[id].CompletedAt is not null };
        }
    }

    private void Start(StepStarted started)
    {
        var step = _steps.GetValueOrDefault(started.StepId.Value) ?? New(started.StepId, started.State, started.Branch, started.Visit, started.At) with
        {
            Input = started.Input is null ? null : ExecutionViews.Element(started.Input),
            Branches = started.Composite is null ? null : new BranchCounts(started.Composite.Total, 0, 0),
        };
        var known = step.Attempts.FirstOrDefault(attempt => attempt.Attempt == started.Attempt);
        Put(step with
        {
            Status = StepStatuses.Running,
            // An attempt that a budget sent back goes on under its number, from its beginning where it had made no call.
            Attempts =
            [
                .. step.Attempts.Where(attempt => attempt.Attempt != started.Attempt),
                known is { ModelCalls.Count: > 0 } ? known with { Status = StepStatuses.Running, CompletedAt = null } : new AttemptRecord { Attempt = started.Attempt, Status = StepStatuses.Running, StartedAt = started.At },
            ],
        });
    }

    private static StepRecord Counted(StepRecord step, int failed)
        => step.Branches is not { } counts ? step : step with { Branches = counts with { Done = counts.Done + 1, Failed = counts.Failed + failed } };

    private void Wait(StepId id, string status, StepWaitRecord wait)
        => Change(id, step => WithLastAttempt(step, attempt => attempt with { Status = status }) with { Status = status, Wait = wait });

    private static StepRecord Deferred(StepRecord step, StepDeferred deferred)
        => WithLastAttempt(step, attempt => attempt with
        {
            Status = StepStatuses.Pending,
            CompletedAt = deferred.NextAttempt == deferred.Attempt ? null : deferred.At,
        }) with
        { Status = StepStatuses.Pending };

    private void Fail(StepFailed failed)
    {
        var step = _steps.GetValueOrDefault(failed.StepId.Value) ?? New(failed.StepId, failed.State, failed.Branch, failed.Visit, failed.At) with
        {
            Attempts = [new AttemptRecord { Attempt = failed.Attempt, Status = StepStatuses.Running, StartedAt = failed.At }],
        };
        var error = ExecutionViews.Error(failed.Error)! with { StepId = failed.StepId.Value, Attempt = failed.Attempt };
        var status = failed.Error.Category == ErrorCategory.Timeout ? StepStatuses.TimedOut : StepStatuses.Failed;
        var ended = WithLastAttempt(step, attempt => attempt with { Status = status, CompletedAt = failed.At, RetryAt = failed.RetryAt, Error = error });
        Put(failed.RetryAt is null ? Ended(ended, status, failed.At) with { Error = error } : ended with { Status = StepStatuses.Pending });
    }

    private StepRecord Evaluated(StepEvaluated evaluated) => New(evaluated.StepId, evaluated.State, evaluated.Branch, evaluated.Visit, evaluated.At) with
    {
        Status = StepStatuses.Succeeded,
        CompletedAt = evaluated.At,
        DurationSeconds = 0,
        Output = evaluated.Output is null ? null : ExecutionViews.Element(evaluated.Output),
        Attempts = [new AttemptRecord { Attempt = 1, Status = StepStatuses.Succeeded, StartedAt = evaluated.At, CompletedAt = evaluated.At }],
    };

    private static StepRecord End(StepRecord step, EndedStep ended, DateTimeOffset at)
    {
        var status = ended.Status.ToName();
        var last = WithLastAttempt(step, attempt => attempt.CompletedAt is null ? attempt with { Status = status, CompletedAt = at } : attempt);
        return Ended(last, status, at) with { Output = ended.Output is null ? null : ExecutionViews.Element(ended.Output) };
    }

    private static StepRecord Ended(StepRecord step, string status, DateTimeOffset at)
        => step with { Status = status, CompletedAt = at, DurationSeconds = (at - step.StartedAt)?.TotalSeconds };

    internal static StepRecord WithLastAttempt(StepRecord step, Func<AttemptRecord, AttemptRecord> change)
        => step.Attempts.Count == 0 ? step : step with { Attempts = [.. step.Attempts.SkipLast(1), change(step.Attempts[^1])] };

    private StepRecord New(StepId id, string state, string branch, int visit, DateTimeOffset at) => new()
    {
        StepId = id.Value,
        State = state,
        Branch = branch.Length == 0 ? null : branch,
        Type = Execution.FindState(plan, branch, state)?.Type ?? "unknown",
        Visit = visit,
        Status = StepStatuses.Running,
        StartedAt = at,
        CostUsd = 0,
    };

    private void Change(StepId id, Func<StepRecord, StepRecord> change)
    {
        if (_steps.TryGetValue(id.Value, out var step))
        {
            _steps[id.Value] = change(step);
        }
    }

    private void Put(StepRecord step)
    {
        if (_steps.TryAdd(step.StepId, step))
        {
            _order.Add(step.StepId);
            return;
        }

        _steps[step.StepId] = step;
    }
}
