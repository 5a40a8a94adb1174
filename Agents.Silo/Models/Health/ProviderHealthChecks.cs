using System.Collections.Concurrent;

namespace Agents.Silo.Models;

/// <summary>
/// How providers answer, looked at when an execution wants to begin and reused for a minute. Once a provider was found usable nobody waits for the next look:
/// executions go by the last one until it is there.
/// </summary>
internal sealed class ProviderHealthChecks(TimeProvider time)
{
    private static readonly TimeSpan ReusedFor = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(string Provider, Uri BaseUrl), Look> _looks = new();

    /// <summary>Why executions that ask these providers must not begin; empty where they may. All are looked at at once.</summary>
    public async ValueTask<IReadOnlyList<string>> RefusalsAsync(IReadOnlyList<ResolvedModel> models)
    {
        if (models.Count == 0)
        {
            return [];
        }

        var found = await ReadAsync(models);
        return [.. found.Where(static health => health.State == ProviderState.Unusable).Select(static health => health.Message)];
    }

    /// <summary>How these providers answer.</summary>
    public Task<ProviderHealth[]> ReadAsync(IReadOnlyList<ResolvedModel> models) => Task.WhenAll(models.Select(OfAsync));

    private Task<ProviderHealth> OfAsync(ResolvedModel model)
    {
        var settings = model.Connection!;
        var key = (settings.Name, settings.BaseUrl);
        var look = _looks.GetOrAdd(key, static (_, asked) => asked.Begin(before: null), new Asking(settings, time));
        if (time.GetElapsedTime(look.At) >= ReusedFor)
        {
            var next = new Asking(settings, time).Begin(look.Known);
            // One looks; whoever asks in the same moment goes by that.
            look = _looks.TryUpdate(key, next, look) ? next : _looks[key];
        }

        return look.Known is { State: not ProviderState.Unusable } known ? Task.FromResult(known) : look.Answer.Value;
    }

    private sealed record Asking(ProviderSettings Settings, TimeProvider Time)
    {
        public Look Begin(ProviderHealth? before) => new(new Lazy<Task<ProviderHealth>>(() => ModelListProbe.AskAsync(Settings, Time)), Time.GetTimestamp(), before);
    }

    private sealed record Look(Lazy<Task<ProviderHealth>> Answer, long At, ProviderHealth? Before)
    {
        /// <summary>The answer, or what was known before while there is none; null where nothing is known. Asks where nobody has.</summary>
        public ProviderHealth? Known => Answer.Value is { IsCompletedSuccessfully: true } answer ? answer.Result : Before;
    }
}
