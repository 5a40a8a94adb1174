using System.Collections.Concurrent;

namespace Agents.Silo.Models;

/// <summary>
/// How providers answer, looked at when an execution wants to begin and reused for a minute. Once a provider was found usable nobody waits for the next look:
/// executions go by the last one until it is there.
/// </summary>
internal sealed class ProviderHealthChecks(TimeProvider time)
{
    private static readonly TimeSpan ReusedFor = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<IModelProvider, Look> _looks = new();

    /// <summary>Why executions that ask these providers must not begin; empty where they may. All are looked at at once.</summary>
    public async ValueTask<IReadOnlyList<string>> RefusalsAsync(IReadOnlyList<ResolvedModel> models)
    {
        if (models.Count == 0)
        {
            return [];
        }

        var found = await ReadAsync(models);
        return [.. found.Where(static health => health.IsUnusable).Select(static health => health.Message)];
    }

    /// <summary>How these providers answer.</summary>
    public Task<ProviderHealth[]> ReadAsync(IReadOnlyList<ResolvedModel> models) => Task.WhenAll(models.Select(model => OfAsync(model.Source!)));

    private Task<ProviderHealth> OfAsync(IModelProvider provider)
    {
        var look = _looks.GetOrAdd(provider, asked => Begin(asked, before: null));
        if (time.GetElapsedTime(look.At) >= ReusedFor)
        {
            var next = Begin(provider, look.Known);
            // One looks; whoever asks in the same moment goes by that.
            look = _looks.TryUpdate(provider, next, look) ? next : _looks[provider];
        }

        return look.Known is { IsUnusable: false } known ? Task.FromResult(known) : look.Answer.Value;
    }

    private Look Begin(IModelProvider provider, ProviderHealth? before)
        => new(new Lazy<Task<ProviderHealth>>(() => provider.CheckAsync(CancellationToken.None)), time.GetTimestamp(), before);

    private sealed record Look(Lazy<Task<ProviderHealth>> Answer, long At, ProviderHealth? Before)
    {
        /// <summary>The answer, or what was known before while there is none; null where nothing is known. Asks where nobody has.</summary>
        public ProviderHealth? Known => Answer.Value is { IsCompletedSuccessfully: true } answer ? answer.Result : Before;
    }
}
