using System.Collections.Concurrent;
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
    private readonly OfflineChatClient _offlineClient;
    private readonly ResolvedModel _offline;
    private readonly ConcurrentDictionary<ModelKey, ResolvedModel> _resolved = new();

    public ModelProviders(IOptions<ModelProviderOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _offlineClient = new OfflineChatClient(_options.Offline, time);
        _offline = new ResolvedModel(OfflineName, OfflineName, _offlineClient, ModelCapabilities.Offline);
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
        if (IsOfflineOnly || string.Equals(provider, OfflineName, StringComparison.OrdinalIgnoreCase))
        {
            return ResolveOffline(provider, options.Model);
        }

        return _resolved.TryGetValue(new ModelKey(provider, options.Model, options.ApiBase), out var model) ? model : ResolveReal(provider, options);
    }

    public void Dispose()
    {
        foreach (var model in _resolved.Values)
        {
            model.Client.Dispose();
        }

        _offlineClient.Dispose();
    }

    private static string ChooseDefault(ModelProviderOptions options)
        => options.DefaultProvider
            ?? (options.Providers.ContainsKey("openai") ? "openai" : options.Providers.Keys.Order(StringComparer.OrdinalIgnoreCase).FirstOrDefault())
            ?? OfflineName;

    // Echo, script and sample are offline's own models; any other name is a real model's, which an offline answer must not carry.
    private ResolvedModel ResolveOffline(string provider, string? model)
        => model is "echo" or "script" or "sample" && string.Equals(provider, OfflineName, StringComparison.OrdinalIgnoreCase)
            ? _resolved.GetOrAdd(new ModelKey(OfflineName, model, null), static (key, offline) => offline with { Model = key.Model! }, _offline)
            : _offline;

    private ModelResolution ResolveReal(string provider, ModelOptions options)
    {
        if (!_options.Providers.TryGetValue(provider, out var connection))
        {
            return new ModelRefusal(ModelFailure.NotConfigured(
                $"The provider '{provider}' is not configured here (configured: {string.Join(", ", Names)}). "
                + $"Set {ProviderDefaults.SettingOf(provider)}, or name another provider."));
        }

        var settings = ProviderDefaults.Complete(provider, connection);
        if ((options.Model ?? settings.DefaultModel) is not { } model)
        {
            return new ModelRefusal(ModelFailure.NotConfigured(
                $"The workflow names no model and the provider '{provider}' has no default one. Set {ModelProviderOptions.Section}:Providers:{provider}:DefaultModel, or name a model."));
        }

        if (!TryUseApiBase(settings, options.ApiBase, out settings))
        {
            return new ModelRefusal(ModelFailure.NotConfigured(
                $"The workflow's api_base '{options.ApiBase}' is not one that this server may call. Add it to {ModelProviderOptions.Section}:AllowedApiBases, or remove it."));
        }

        return _resolved.GetOrAdd(
            new ModelKey(provider, options.Model, options.ApiBase),
            _ => new ResolvedModel(provider, model, new ChatCompletionsClient(settings, model, _time), settings.Capabilities) { Connection = settings });
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

    private readonly record struct ModelKey(string Provider, string? Model, string? ApiBase);
}
