using Agents.Client.Executions;
using Agents.Client.Hooks;
using Agents.Core.Hooks;
using Agents.Core.Json;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Hooks;

/// <summary>
/// Starts the executions of events. An event is on disk with its execution's id before anything starts: whoever sends it again, and whatever dies between, there is one.
/// </summary>
internal sealed partial class HookStarts(HookStore store, TriggeredStarts starts, ExecutionStore executions, ILogger<HookStarts> logger)
{
    /// <summary>Starts one; gives it as it is then.</summary>
    /// <param name="hook">Through which it came.</param>
    /// <param name="received">The event, which is on disk.</param>
    /// <param name="isRetry">Whether it may have started before.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<HookEventRow> StartAsync(HookRow hook, HookEventRow received, bool isRetry, CancellationToken cancellationToken)
    {
        var refusal = isRetry && await executions.FindAsync(received.ExecutionId) is not null ? null : await BeginAsync(hook, received, cancellationToken);
        await store.SettleAsync(received.Id, refusal);
        return received with { Status = refusal is null ? HookEventStatuses.Started : HookEventStatuses.Refused, Detail = refusal };
    }

    /// <summary>Starts what came in and was left.</summary>
    public async Task RecoverAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        const int PageSize = 200;
        for (var count = PageSize; count == PageSize;)
        {
            var left = await store.ClaimLeftAsync(before, PageSize);
            count = left.Count;
            foreach (var received in left)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await TryStartAsync(received, cancellationToken);
            }
        }
    }

    // The others are not to wait for one that fails.
    private async Task TryStartAsync(HookEventRow received, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.FindAsync(received.Name) is { } hook)
            {
                await StartAsync(hook, received, isRetry: true, cancellationToken);
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or TimeoutException or OrleansException or JournalConflictException)
        {
            LogNotStarted(problem, received.Id, received.Name);
        }
    }

    private async Task<string?> BeginAsync(HookRow hook, HookEventRow received, CancellationToken cancellationToken)
        => Inputs(hook, received, out var problem) is not { } inputs ? problem : (await starts.StartAsync(
            new Trigger(received.ExecutionId, hook.WorkflowId, (int?)hook.Version, hook.DeploymentId, inputs, TriggerTypes.Webhook, $"webhook:{hook.Name}"), cancellationToken))?.Reason;

    private static JsonObject? Inputs(HookRow hook, HookEventRow received, out string? problem)
    {
        var body = JsonValue.Parse(received.Body);
        problem = null;
        if (hook.Inputs is null)
        {
            return body as JsonObject ?? JsonObject.Of(("body", body));
        }

        var known = JsonObject.Of(
            ("body", body),
            ("event", JsonObject.Of(("id", received.EventId), ("type", received.EventType is { } type ? type : JsonValue.Null), ("hook", received.Name))));
        return InputTemplate.TryRead(hook.Inputs, out var template, out problem) && template.TryRender(known, out var inputs, out problem) ? inputs : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {EventId} of webhook {Name} could not be started; it is tried again")]
    private partial void LogNotStarted(Exception problem, string eventId, string name);
}
