using Agents.Client.Executions;
using Agents.Core.Json;
using Agents.Silo.Deployments;

namespace Agents.Silo.Executions;

/// <summary>What starts an execution by itself: a schedule or an event.</summary>
/// <param name="ExecutionId">The execution's id, which is on disk: started again, it is the same execution.</param>
/// <param name="WorkflowId">The workflow; null where a deployment is started.</param>
/// <param name="Version">The workflow's version; null for the current one.</param>
/// <param name="DeploymentId">The deployment; null where a workflow is started.</param>
/// <param name="Inputs">The inputs.</param>
/// <param name="TriggerType">How it is started.</param>
/// <param name="Actor">Who starts it.</param>
internal sealed record Trigger(string ExecutionId, string? WorkflowId, int? Version, string? DeploymentId, JsonObject Inputs, string TriggerType, string Actor);

/// <summary>Why nothing was started.</summary>
/// <param name="Reason">As a sentence.</param>
/// <param name="IsGone">Whether what it starts is not there any more.</param>
internal sealed record TriggerRefusal(string Reason, bool IsGone = false);

/// <summary>Starts executions that nobody waits for.</summary>
internal sealed class TriggeredStarts(DeploymentStore deployments, DeploymentCalls calls, ExecutionStarts starts)
{
    /// <summary>Starts one; null where it has begun.</summary>
    public async Task<TriggerRefusal?> StartAsync(Trigger trigger, CancellationToken cancellationToken)
    {
        if (trigger.DeploymentId is not { } id)
        {
            var body = new StartBody(trigger.WorkflowId!, trigger.Version, trigger.Inputs, RunModes.Full, trigger.TriggerType, Provider: null, Model: null) { ExecutionId = trigger.ExecutionId };
            return Refusal(await starts.StartAsync(body, ReadOnlyMemory<byte>.Empty, key: null, TimeSpan.Zero, trigger.Actor, cancellationToken));
        }

        var call = new DeploymentCall(trigger.Inputs, trigger.TriggerType) { ExecutionId = trigger.ExecutionId };
        return await deployments.FindAsync(id) is { } deployment
            ? Refusal(await calls.StartAsync(deployment, call, ReadOnlyMemory<byte>.Empty, key: null, TimeSpan.Zero, trigger.Actor, cancellationToken))
            : new TriggerRefusal($"There is no deployment '{id}' any more.", IsGone: true);
    }

    private static TriggerRefusal? Refusal(StartOutcome outcome) => outcome switch
    {
        Started => null,
        UnknownWorkflow { Version: null } unknown => new TriggerRefusal($"There is no workflow '{unknown.Id}' any more.", IsGone: true),
        UnknownWorkflow unknown => new TriggerRefusal($"Workflow '{unknown.Id}' has no version {unknown.Version} any more.", IsGone: true),
        DisabledWorkflow disabled => new TriggerRefusal($"Workflow '{disabled.Id}' is disabled."),
        InputsRefused refused => new TriggerRefusal($"The inputs do not fit the workflow's schema: {string.Join(" ", refused.Problems.Select(static problem => problem.Message))}"),
        InactiveDeployment inactive => new TriggerRefusal(
            $"Deployment '{inactive.Id}' is {inactive.Standing.Status}{(inactive.Standing.Reason is { } reason ? $": {reason}" : ".")}"),
        _ => throw new InvalidOperationException($"'{outcome.GetType().Name}' is no outcome of a start that nobody asked for."),
    };
}
