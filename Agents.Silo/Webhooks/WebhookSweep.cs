using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Webhooks;

/// <summary>
/// Delivers what is owed, at least once, beside the executions: they never wait for a receiver.
/// </summary>
/// <remarks>
/// Each attempt is claimed in the table before it is made, and the claim says when the next one is. A process that dies before the attempt sends
/// at that time; one that dies between attempt and answer, or between answer and table, sends once more, with the same <c>webhook-id</c>.
/// A receiver that is down costs eight waits at a time and nothing else.
/// </remarks>
internal sealed partial class WebhookSweep(
    WebhookStore store,
    WebhookSender sender,
    WebhookTargets targets,
    JournalReader journal,
    IDatabase database,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookSweep> logger) : DatabaseSweep(database, time, LookEvery)
{
    private const int PageSize = 100;
    private const int AtOnce = 8;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestBackoff = TimeSpan.FromHours(4);

    // A receiver may ask for more patience than we would have, but not for ever.
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    /// <summary>Tries everything that is due, once; gives how many attempts that were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var attempts = 0;
        foreach (var target in targets.All)
        {
            IReadOnlyList<DueWebhook> page;
            do
            {
                page = await store.ListDueAsync(target.Name, PageSize);
                await Parallel.ForEachAsync(
                    page,
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                    async (webhook, stop) => await TryAsync(target, webhook, stop));
                attempts += page.Count;
            }
            while (page.Count == PageSize);
        }

        return attempts;
    }

    // Targets are settings: where there is none, nothing is ever owed.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => targets.All.Count > 0 ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    protected override Task LookAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    protected override bool MayPass(Exception problem) => base.MayPass(problem) || problem is InvalidDataException;

    protected override void Tell(Exception problem) => LogNotSwept(problem);

    private async Task TryAsync(WebhookTarget target, DueWebhook webhook, CancellationToken cancellationToken)
    {
        var backoff = Backoff(webhook.Attempts);
        if (!await store.ClaimAsync(webhook, Time.GetUtcNow() + options.Value.Timeout + backoff))
        {
            return;
        }

        var body = (await journal.ReadValueAsync(webhook.Body)).ToUtf8Bytes();
        if (await sender.SendAsync(target, webhook, body, cancellationToken) is not WebhookFailed failed)
        {
            await store.DeleteAsync(webhook.Id);
            return;
        }

        var isDead = failed.IsFinal || webhook.Attempts + 1 >= options.Value.MostAttempts;
        var wait = Longer(backoff, Shorter(failed.RetryAfter ?? TimeSpan.Zero, LongestRetryAfter));
        await store.FailAsync(webhook.Id, failed.Error, isDead ? null : Time.GetUtcNow() + wait);
        if (isDead)
        {
            LogDead(webhook.Id, webhook.Attempts + 1, failed.Error);
        }
        else
        {
            LogFailed(webhook.Id, webhook.Attempts + 1, failed.Error);
        }
    }

    private TimeSpan Backoff(long failures) => Shorter(options.Value.Backoff * Math.Pow(2, Math.Min(failures, 20)), LongestBackoff);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    [LoggerMessage(Level = LogLevel.Error, Message = "Messages that are owed could not be sent; they are tried again")]
    private partial void LogNotSwept(Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {WebhookId} was not delivered (attempt {Attempt}): {Error}")]
    private partial void LogFailed(string webhookId, long attempt, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {WebhookId} is given up after {Attempts} attempts: {Error} GET /api/v1/webhooks/dead lists it")]
    private partial void LogDead(string webhookId, long attempts, string error);
}
