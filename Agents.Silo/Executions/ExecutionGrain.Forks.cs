using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Silo.Executions.Forks;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    /// <inheritdoc/>
    public async Task<ExecutionReply> Fork(ForkRequest request)
    {
        await LoadAsync();
        // A cut is made in what is durable: the other execution may go on meanwhile.
        List<ExecutionEvent> journal = [.. (await _services.Journal.ReadAsync(request.ExecutionId)).Select(static stored => stored.Event)];
        var workflow = await _services.EnvironmentAgents.WithCurrentAsync(
            await _services.Workflows.GetAsync(request.WorkflowId, request.WorkflowVersion), journal.OfType<ExecutionCreated>().FirstOrDefault()?.Agents);
        var overrides = Overrides(request.Provider, request.Model, request.SkipsTimers, request.TestRun);
        var fork = new ForkExecution(Now)
        {
            ExecutionId = this.GetPrimaryKeyString(),
            Journal = journal,
            Point = ExecutionReruns.Point(request.AtSeq, request.FromStep),
            WorkflowVersion = request.WorkflowVersion,
            Inputs = request.Inputs is { } inputs ? (JsonObject)JsonValue.Parse(inputs) : null,
            TriggerType = request.TriggerType,
            TriggeredBy = request.TriggeredBy,
            TraceId = request.TraceId,
            Overrides = overrides,
            Agents = workflow.Agents,
            MaxContextBytes = _services.Options.Value.MaxContextBytes,
            IsQueued = !_slot.TryEnter(),
            Secrets = await OpenSecretsAsync(request.Secrets),
            Refusals = await RefusalsAsync(workflow.Plan, overrides, budget: null, journal.OfType<ExecutionCreated>().FirstOrDefault()?.DeploymentId),
        };
        _workflow ??= workflow;
        try
        {
            return Reply(await TakeAsync(fork));
        }
        finally
        {
            _slot.Follow(_state);
        }
    }
}
