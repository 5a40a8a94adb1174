using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Agents.Core.Workflows;
using Agents.Silo.Models.Anthropic;
using Agents.Silo.Models.ChatCompletions;
using Agents.Silo.Models.Google;
using Agents.Silo.Models.Offline;
using Agents.Silo.Models.Telemetry;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Models;

/// <summary>
/// The configured providers. While there is none, every workflow runs on <c>offline</c>, whatever it names, so that it can be tried;
/// as soon as there is one, a workflow that names another is refused: silently playing a real model would be a lie.
/// </summary>
public sealed class ModelProviders : IDisposable
{
    /// <summary>The provider that is always there.</summary>
    public const string OfflineName = "offline";

    private readonly ModelProviderOptions _options;
    private readonly TimeProvider _time;
    private readonly OfflineProvider _offlineProvider;
    private readonly ResolvedModel _offline;
    private readonly ConcurrentDictionary<ProviderSettings, Lazy<IModelProvider>> _providers = new();
    private volatile ProviderSnapshot _current;

    public ModelProviders(IOptions<ModelProviderOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _offlineProvider = new OfflineProvider(_options.Offline, time);
        _offline = new ResolvedModel(OfflineName, OfflineName, _offlineProvider.ClientFor(OfflineName), ModelCapabilities.Offline);
        _current = new ProviderSnapshot(_options.Providers, [], _options.DefaultProvider);
    }

    /// <summary>Whether no real provider is configured.</summary>
    public bool IsOfflineOnly => _current.Providers.Count == 0;

    /// <summary>Provider of agents that name none.</summary>
    public string DefaultProvider => _current.DefaultProvider;

    /// <summary>Names of the configured providers and <c>offline</c>.</summary>
    public IReadOnlyList<string> Names => [.. _current.Providers.Keys.Order(StringComparer.OrdinalIgnoreCase), OfflineName];

    /// <summary>The providers as they are now. Another object after each change.</summary>
    internal ProviderSnapshot Current => _current;

    /// <summary>Lays what was set at run time over the configuration, instead of what was laid over it before. Seen by the next call.</summary>
    internal void Use(IReadOnlyList<StoredProvider> stored)
    {
        var current = _current = new ProviderSnapshot(_options.Providers, stored, _options.DefaultProvider);
        // What did not change keeps its connections; a key that is gone is not kept. Calls under way still hold theirs.
        var kept = current.Providers.Select(static pair => ProviderDefaults.Complete(pair.Key, pair.Value)).ToHashSet();
        foreach (var settings in _providers.Keys.Where(settings => !kept.Contains(settings)))
        {
            _providers.TryRemove(settings, out _);
        }
    }

    /// <summary>The model that these settings mean, or why there is none.</summary>
    public ModelResolution Resolve(ModelOptions options)
    {
        var resolution = ResolveFirst(options);
        return options.Fallbacks is { Count: > 0 } fallbacks && resolution is ResolvedModel { Capabilities.IsOffline: false } first ? WithFallbacks(first, fallbacks, options) : resolution;
    }

    /// <summary>Whether a provider answers and takes the key. Costs no tokens. Asks every time: who asks often keeps the answer for a while.</summary>
    /// <param name="provider">Its configured name; while none is configured, every name is <c>offline</c>.</param>
    /// <param name="apiBase">The workflow's own base URL; null means the provider's.</param>
    /// <param name="cancellationToken">Ends it by throwing.</param>
    public Task<ProviderHealth> CheckAsync(string provider, string? apiBase = null, CancellationToken cancellationToken = default)
        => IsOfflineOnly || IsOffline(provider) ? _offlineProvider.CheckAsync(cancellationToken)
            : !TrySettle(_current, provider, apiBase, out var settings, out var failure) ? Task.FromResult(new ProviderHealth(ProviderStatus.Unknown, failure.Message))
            : ProviderOf(settings).CheckAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var model in _current.Resolved.Values)
        {
            model.Client.Dispose();
        }

        foreach (var provider in _providers.Values)
        {
            provider.Value.Dispose();
        }

        _offlineProvider.Dispose();
    }

    private ModelResolution ResolveFirst(ModelOptions options)
    {
        var current = _current;
        var provider = options.Provider ?? current.DefaultProvider;
        if (current.Providers.Count == 0 || IsOffline(provider))
        {
            return ResolveOffline(current, provider, options.Model);
        }

        return current.Resolved.TryGetValue(new ModelKey(provider, options.Model, options.ApiBase), out var model) ? model : ResolveReal(current, provider, options);
    }

    // Each must be there: a list that was never whole would be noticed on the day that it is needed.
    private ModelResolution WithFallbacks(ResolvedModel first, IReadOnlyList<ModelChoice> choices, ModelOptions options)
    {
        var models = new List<ResolvedModel>(choices.Count);
        foreach (var choice in choices)
        {
            var resolution = ResolveFirst(ChoiceOf(choice, first.Provider, options.ApiBase));
            if (resolution is not ResolvedModel model)
            {
                return resolution;
            }

            models.Add(model);
        }

        return first with { Fallbacks = models };
    }

    // A provider that the operator named is known here only.
    private ModelOptions ChoiceOf(ModelChoice choice, string provider, string? apiBase)
    {
        var slash = choice.Provider is null ? choice.Model.IndexOf('/') : -1;
        return slash > 0 && _current.Providers.ContainsKey(choice.Model[..slash])
            ? new ModelOptions { Provider = choice.Model[..slash], Model = choice.Model[(slash + 1)..] }
            : new ModelOptions { Provider = choice.Provider ?? provider, Model = choice.Model, ApiBase = choice.Provider is null || choice.Provider == provider ? apiBase : null };
    }

    // Echo, script and sample are offline's own models; any other name is a real model's, which an offline answer must not carry.
    private ResolvedModel ResolveOffline(ProviderSnapshot current, string provider, string? model)
        => model is "echo" or "script" or "sample" && IsOffline(provider)
            ? current.Resolved.GetOrAdd(new ModelKey(OfflineName, model, null), static (key, offline) => offline with { Model = key.Model! }, _offline)
            : _offline;

    private ModelResolution ResolveReal(ProviderSnapshot current, string provider, ModelOptions options)
    {
        if (!TrySettle(current, provider, options.ApiBase, out var settings, out var failure))
        {
            return new ModelRefusal(failure);
        }

        if ((options.Model ?? settings.DefaultModel) is not { } model)
        {
            return new ModelRefusal(ModelFailure.NotConfigured(
                $"The workflow names no model and the provider '{provider}' has no default one. Set {ModelProviderOptions.Section}:Providers:{provider}:DefaultModel, or name a model."));
        }

        return current.Resolved.GetOrAdd(
            new ModelKey(provider, options.Model, options.ApiBase),
            _ => Resolve(ProviderOf(settings), settings, model));
    }

    private static ResolvedModel Resolve(IModelProvider source, ProviderSettings settings, string model)
        => new(settings.Name, model, source.ClientFor(model), settings.Capabilities)
        {
            Source = source,
            Address = settings.BaseUrl,
            Vendor = settings.Kind switch
            {
                ProviderDefaults.AnthropicKind => ProviderDefaults.AnthropicKind,
                ProviderDefaults.GoogleKind => GenAIConventions.Gemini,
                _ => settings.Name,
            },
        };

    private IModelProvider ProviderOf(ProviderSettings settings)
        => _providers.GetOrAdd(settings, key => new Lazy<IModelProvider>(() => Create(key))).Value;

    private IModelProvider Create(ProviderSettings settings) => settings.Kind switch
    {
        ProviderDefaults.AnthropicKind => new AnthropicProvider(settings, _time),
        ProviderDefaults.GoogleKind => new GoogleProvider(settings, _time),
        _ => new ChatCompletionsProvider(settings, _time),
    };

    private bool TrySettle(ProviderSnapshot current, string provider, string? apiBase, out ProviderSettings settings, [NotNullWhen(false)] out ModelFailure? failure)
    {
        (settings, failure) = (null!, null);
        if (!current.Providers.TryGetValue(provider, out var connection))
        {
            failure = ModelFailure.NotConfigured(
                $"The provider '{provider}' is not configured here (configured: {string.Join(", ", Names)}). "
                + $"Set {ProviderDefaults.SettingOf(provider)}, or name another provider.");
        }
        else if (!TryUseApiBase(ProviderDefaults.Complete(provider, connection), apiBase, out settings))
        {
            failure = ModelFailure.NotConfigured(
                $"The workflow's api_base '{apiBase}' is not one that this server may call. Add it to {ModelProviderOptions.Section}:AllowedApiBases, or remove it.");
        }

        return failure is null;
    }

    // A workflow is other people's text: it may not send our key, or any request, where the operator did not say so.
    private bool TryUseApiBase(ProviderSettings settings, string? apiBase, out ProviderSettings used)
    {
        used = settings;
        if (apiBase is null || SameBase(apiBase, settings.BaseUrl.OriginalString))
        {
            return true;
        }

        if (!Uri.TryCreate(apiBase, UriKind.Absolute, out var url) || !_options.AllowedApiBases.Any(allowed => SameBase(allowed, apiBase)))
        {
            return false;
        }

        used = settings with { BaseUrl = url, ApiKey = null };
        return true;
    }

    private static bool SameBase(string left, string right) => string.Equals(left.TrimEnd('/'), right.TrimEnd('/'), StringComparison.Ordinal);

    private static bool IsOffline(string provider) => string.Equals(provider, OfflineName, StringComparison.OrdinalIgnoreCase);
}
