using System.Data.Common;
using System.Runtime.CompilerServices;
using Agents.Core.Executions;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Budgets;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Secrets;
using Agents.Silo.Storage;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions;

/// <summary>
/// Executions that steps of other executions start and wait for. Everything here can be done twice, and nothing depends on a call that arrives:
/// who waits looks at the journal of what it waits for whenever it is activated.
/// </summary>
internal sealed partial class ChildExecutions(
    JournalReader journal, WorkflowCatalog catalog, SecretIntake intake, OpenSecrets open, IGrainFactory grains, TimeProvider time, ILogger<ChildExecutions> logger)
{
    private static readonly TimeSpan TellAgainAfter = TimeSpan.FromSeconds(2);

    private readonly ConditionalWeakTable<Workflow, WorkflowState[]> _states = [];

    /// <summary>What <c>validating</c> finds: workflows that steps name and nobody has stored.</summary>
    public async ValueTask<IReadOnlyList<string>> RefusalsAsync(Workflow plan)
    {
        List<string>? refusals = null;
        foreach (var state in _states.GetValue(plan, static known => [.. known.AllStates().OfType<WorkflowState>()]))
        {
            var version = state.Version ?? await catalog.FindCurrentVersionAsync(state.Workflow);
            if (version is null)
            {
                (refusals ??= []).Add($"State '{state.Name}' runs the workflow '{state.Workflow}', which is not stored here.");
            }
            else if (await catalog.FindAsync(state.Workflow, version.Value) is null)
            {
                (refusals ??= []).Add($"State '{state.Name}' runs version {version} of the workflow '{state.Workflow}', which is not stored here.");
            }
        }

        return refusals ?? (IReadOnlyList<string>)[];
    }

    /// <summary>Starts the execution where it was not started; gives its outcome where it is over, else null.</summary>
    /// <param name="parent">Who waits for it.</param>
    /// <param name="step">The step that waits.</param>
    /// <param name="child">The execution.</param>
    /// <param name="isPaused">Whether who waits is paused now.</param>
    public async Task<StepOutcome?> RunAsync(ExecutionState parent, StepState step, ChildWait child, Func<bool> isPaused)
    {
        var state = await journal.FoldAsync(child.ExecutionId);
        if (state.Seq == 0)
        {
            if (await StartAsync(parent, step, child) is { } problem)
            {
                return new StepBroken(problem with { IsPermanent = true }, []);
            }

            // One that only computes is over by now.
            state = await journal.FoldAsync(child.ExecutionId);
        }

        if (!state.Status.IsFinal() && (isPaused() || state.IsPausedByParent))
        {
            // Told before it was there, or before a crash.
            await FollowPauseAsync(child.ExecutionId, isPaused);
        }

        return state.Status switch
        {
            ExecutionStatus.Completed => new StepDone(state.Result ?? JsonValue.Null, []),
            var status when status.IsFinal() => new StepBroken(Failure(state), []),
            _ => null,
        };
    }

    /// <summary>Whether the step that started an execution still waits for it; true where no step started it.</summary>
    public async Task<bool> IsWantedAsync(ExecutionState child)
        => child.Parent is not { } parent
            || (await journal.FoldAsync(parent.ExecutionId)).FindStep(parent.StepId)?.Wait is ChildWait wait && wait.ExecutionId == child.Id;

    /// <summary>Ends an execution that nobody waits for any more. One that is over already stays as it is.</summary>
    public Task CancelAsync(string id)
        => TellAsync(id, static execution => execution.Cancel(new CancelRequest(null, "The step that waited for it is over.")));

    /// <summary>Pauses or resumes an execution as who waits for it is, until that has not changed meanwhile. One that somebody else paused stays paused.</summary>
    /// <param name="id">The execution.</param>
    /// <param name="isPaused">Whether who waits is paused now.</param>
    public async Task FollowPauseAsync(string id, Func<bool> isPaused)
    {
        bool told;
        do
        {
            told = isPaused();
            await (told
                ? TellAsync(id, static execution => execution.Pause(new ControlRequest(null, "The execution that waits for it was paused.", IsByParent: true)))
                : TellAsync(id, static execution => execution.Resume(new ControlRequest(null, null, IsByParent: true))));
        }
        while (isPaused() != told);
    }

    /// <summary>Tells who waits that it is over.</summary>
    public Task TellParentAsync(ParentStep parent, string id) => TellAsync(parent.ExecutionId, execution => execution.ChildEnded(id));

    /// <summary>Has an execution continued whose activation left in the middle of something.</summary>
    public Task WakeAsync(string id) => TellAsync(id, static execution => execution.Wake());

    private async Task TellAsync(string id, Func<IExecutionGrain, Task> call)
    {
        while (true)
        {
            try
            {
                await call(grains.GetGrain<IExecutionGrain>(id));
                return;
            }
            catch (Exception problem) when (problem is DatabaseUnusableException or DbException or TimeoutException or JournalConflictException)
            {
                LogTellsAgain(problem, id);
                await Task.Delay(TellAgainAfter, time);
            }
            catch (InvalidDataException problem)
            {
                LogNotTold(problem, id);
                return;
            }
        }
    }

    private async Task<ExecutionError?> StartAsync(ExecutionState parent, StepState step, ChildWait child)
    {
        var version = child.Version ?? await catalog.FindCurrentVersionAsync(child.WorkflowId);
        if (version is null || await catalog.FindAsync(child.WorkflowId, version.Value) is not { } workflow)
        {
            return new ExecutionError(ErrorCategory.InvalidDefinition, $"There is no workflow '{child.WorkflowId}'{(child.Version is null ? "" : $" of version {child.Version}")}.");
        }

        var given = step.Input as JsonObject ?? (step.Input is JsonNull ? JsonObject.Empty : JsonObject.Of(("input", step.Input)));
        var (bound, wrong) = WorkflowInputs.Bind(workflow.Plan, given);
        // What its parent was given it has too; a secret of the parent's stays one under its own name.
        var inherited = open.Of(parent.Id);
        var taken = intake.Take(workflow.Plan, bound, wrong, null, inherited, out var problems);
        var secrets = taken.Secrets.FollowInto(inherited);
        if (problems.Count > 0)
        {
            var reasons = string.Join(" ", problems.Select(static problem => $"{problem.Path}: {problem.Message}"));
            return new ExecutionError(ErrorCategory.Validation, $"The inputs do not fit the workflow '{child.WorkflowId}': {reasons}");
        }

        var request = new StartRequest
        {
            WorkflowId = child.WorkflowId,
            WorkflowVersion = version.Value,
            Inputs = taken.Inputs.ToUtf8Bytes(),
            TriggerType = Client.Executions.TriggerTypes.Workflow,
            TriggeredBy = parent.TriggeredBy,
            TraceId = parent.TraceId,
            Provider = parent.Overrides.Provider,
            Model = parent.Overrides.Model,
            SkipsTimers = parent.Overrides.SkipsTimers,
            TestRun = parent.Overrides.TestRun?.ToJson().ToUtf8Bytes(),
            Parent = new ParentRequest(parent.Id, step.Id.Value, step.Attempt, (parent.Parent?.Depth ?? 0) + 1, [.. FamilyBudgets.OwnersAbove(parent)], DeploymentBudgets.OwnerOf(parent)),
            Secrets = secrets.IsEmpty ? null : secrets.Names,
        };
        await intake.BeginAsync(child.ExecutionId, secrets, async () => (await grains.GetGrain<IExecutionGrain>(child.ExecutionId).Start(request), true));
        return null;
    }

    // Its own retries are done: another attempt of the step would do all of it again, which only the state's own rule may ask for.
    private static ExecutionError Failure(ExecutionState child) => child.Error is { } error
        ? error with { Message = $"Execution {child.Id} of '{child.WorkflowId}' failed: {error.Message}", IsPermanent = false, RetryAfter = null, State = null }
        : new ExecutionError(ErrorCategory.Conflict, $"Execution {child.Id} of '{child.WorkflowId}' was cancelled.") { IsPermanent = true };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Execution {ExecutionId} could not be told about a relative; it is tried again")]
    private partial void LogTellsAgain(Exception problem, string executionId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Execution {ExecutionId} cannot be read and was not told about a relative")]
    private partial void LogNotTold(Exception problem, string executionId);
}
