using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Agents.Core.Workflows;
using Agents.Silo.Models.ChatCompletions;
using Agents.Silo.Models.Offline;
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
    private readonly ConcurrentDictionary<ProviderKey, Lazy<IModelProvider>> _providers = new();
    private readonly ConcurrentDictionary<ModelKey, ResolvedModel> _resolved = new();

    public ModelProviders(IOptions<ModelProviderOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _offlineProvider = new OfflineProvider(_options.Offline, time);
        _offline = new ResolvedModel(OfflineName, OfflineName, _offlineProvider.ClientFor(OfflineName), ModelCapabilities.Offline);
        DefaultProvider = ChooseDefault(_options);
    }

    /// <summary>Whether no real provider is configured.</summary>
    public bool IsOfflineOnly => _options.Providers.Count == 0;

    /// <summary>Provider of agents that name none.</summary>
    public string DefaultProvider { get; }

    /// <summary>Names of the configured providers and <c>offline</c>.</summary>
    public IReadOnlyList<string> Names => [.. _options.Providers.Keys.Order(StringComparer.OrdinalIgnoreCase), OfflineName];

    /// <summary>The model that these settings mean, or why there is none.</summary>
    public ModelResolution Resolve(ModelOptions options)
    {
        var provider = options.Provider ?? DefaultProvider;
        if (IsOfflineOnly || IsOffline(provider))
        {
            return ResolveOffline(provider, options.Model);
        }

        return _resolved.TryGetValue(new ModelKey(provider, options.Model, options.ApiBase), out var model) ? model : ResolveReal(provider, options);
    }

    /// <summary>Whether a provider answers and takes the key. Costs no tokens. Asks every time: who asks often keeps the answer for a while.</summary>
    /// <param name="provider">Its configured name; while none is configured, every name is <c>offline</c>.</param>
    /// <param name="apiBase">The workflow's own base URL; null means the provider's.</param>
    /// <param name="cancellationToken">Ends it by throwing.</param>
    public Task<ProviderHealth> CheckAsync(string provider, string? apiBase = null, CancellationToken cancellationToken = default)
        => IsOfflineOnly || IsOffline(provider) ? _offlineProvider.CheckAsync(cancellationToken)
            : !TrySettle(provider, apiBase, out var settings, out var failure) ? Task.FromResult(new ProviderHealth(ProviderStatus.Unknown, failure.Message))
            : ProviderOf(settings).CheckAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var model in _resolved.Values)
        {
            model.Client.Dispose();
        }

        foreach (var provider in _providers.Values)
        {
            provider.Value.Dispose();
        }

        _offlineProvider.Dispose();
    }

    private static string ChooseDefault(ModelProviderOptions options)
        => options.DefaultProvider
            ?? (options.Providers.ContainsKey("openai") ? "openai" : options.Providers.Keys.Order(StringComparer.OrdinalIgnoreCase).FirstOrDefault())
            ?? OfflineName;

    // Echo, script and sample are offline's own models; any other name is a real model's, which an offline answer must not carry.
    private ResolvedModel ResolveOffline(string provider, string? model)
        => model is "echo" or "script" or "sample" && IsOffline(provider)
            ? _resolved.GetOrAdd(new ModelKey(OfflineName, model, null), static (key, offline) => offline with { Model = key.Model! }, _offline)
            : _offline;

    private ModelResolution ResolveReal(string provider, ModelOptions options)
    {
        if (!TrySettle(provider, options.ApiBase, out var settings, out var failure))
        {
            return new ModelRefusal(failure);
        }

        if ((options.Model ?? settings.DefaultModel) is not { } model)
        {
            return new ModelRefusal(ModelFailure.NotConfigured(
                $"The workflow names no model and the provider '{provider}' has no default one. Set {ModelProviderOptions.Section}:Providers:{provider}:DefaultModel, or name a model."));
        }

        return _resolved.GetOrAdd(
            new ModelKey(provider, options.Model, options.ApiBase),
            _ => Resolve(ProviderOf(settings), provider, model, settings.Capabilities));
    }

    private static ResolvedModel Resolve(IModelProvider source, string provider, string model, ModelCapabilities capabilities)
        => new(provider, model, source.ClientFor(model), capabilities) { Source = source };

    private IModelProvider ProviderOf(ProviderSettings settings)
        => _providers.GetOrAdd(new ProviderKey(settings.Name, settings.BaseUrl), _ => new Lazy<IModelProvider>(() => Create(settings))).Value;

    private ChatCompletionsProvider Create(ProviderSettings settings) => new(settings, _time);

    private bool TrySettle(string provider, string? apiBase, out ProviderSettings settings, [NotNullWhen(false)] out ModelFailure? failure)
    {
        (settings, failure) = (null!, null);
        if (!_options.Providers.TryGetValue(provider, out var connection))
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

    private readonly record struct ProviderKey(string Provider, Uri BaseUrl);

    private readonly record struct ModelKey(string Provider, string? Model, string? ApiBase);
}
