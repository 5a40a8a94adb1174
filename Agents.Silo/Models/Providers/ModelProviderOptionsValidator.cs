using Agents.Silo.Hosting;

namespace Agents.Silo.Models;

/// <summary>Checks the section <c>Models</c> at start; every message names the key and the fix.</summary>
internal sealed class ModelProviderOptionsValidator : OptionsValidator<ModelProviderOptions>
{
    protected override IEnumerable<string> Problems(ModelProviderOptions options)
        => options.Providers.SelectMany(static pair => ConnectionProblems(pair.Key, pair.Value))
            .Concat(DefaultProblems(options))
            .Concat(OfflineProblems(options.Offline))
            .Concat(FileProblems("PricesFile", options.PricesFile));

    /// <summary>Why a connection cannot be used; empty where it can.</summary>
    public static IEnumerable<string> ConnectionProblems(string name, ProviderConnection connection)
    {
        var key = $"{ModelProviderOptions.Section}:Providers:{name}";
        if (string.Equals(name, ModelProviders.OfflineName, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{key}: the offline provider is always there; remove it and use {ModelProviderOptions.Section}:Offline.";
            yield break;
        }

        if (ProviderDefaults.KindOf(name, connection) is null)
        {
            yield return connection.Kind is { } kind
                ? $"{key}:Kind is '{kind}'; set it to 'openai' (any server that speaks Chat Completions), 'anthropic', 'google' or 'ollama'."
                : $"{key}:Kind is missing; set it to 'openai' (any server that speaks Chat Completions), 'anthropic', 'google' or 'ollama', and give a BaseUrl.";
            yield break;
        }

        if (connection.BaseUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
        {
            yield return $"{key}:BaseUrl is '{url.OriginalString}'; give an absolute http or https URL.";
        }
        else if (ProviderDefaults.LacksKey(name, connection))
        {
            yield return $"{key}:ApiKey is missing; set it (or {ProviderDefaults.SettingOf(name)}), or AuthOptional=true where the server needs none.";
        }

        if (connection.FirstTokenTimeout <= TimeSpan.Zero || connection.IdleTimeout <= TimeSpan.Zero)
        {
            yield return $"{key}: FirstTokenTimeout and IdleTimeout must be positive, e.g. 00:00:30.";
        }

        if (connection.MaxConcurrentCalls < 1)
        {
            yield return $"{key}:MaxConcurrentCalls is {connection.MaxConcurrentCalls}; set it to 1 or more.";
        }

        if (connection.BreakAfter < 2)
        {
            yield return $"{key}:BreakAfter is {connection.BreakAfter}; set it to 2 or more.";
        }

        if (connection.BreakFor < TimeSpan.FromSeconds(0.5) || connection.BreakFor > TimeSpan.FromDays(1))
        {
            yield return $"{key}:BreakFor is {connection.BreakFor}; set it to between 00:00:00.5 and 1.00:00:00.";
        }
    }

    private static IEnumerable<string> DefaultProblems(ModelProviderOptions options)
    {
        if (options.DefaultProvider is { } name && name != ModelProviders.OfflineName && !options.Providers.ContainsKey(name))
        {
            yield return $"{ModelProviderOptions.Section}:DefaultProvider is '{name}', which is not configured; add {ModelProviderOptions.Section}:Providers:{name} or name another.";
        }
    }

    private static IEnumerable<string> OfflineProblems(OfflineOptions offline)
    {
        var key = $"{ModelProviderOptions.Section}:Offline";
        if (offline.Latency < TimeSpan.Zero)
        {
            yield return $"{key}:Latency is negative; set it to 00:00:00 or more.";
        }

        if (offline.Mode == OfflineMode.Script && offline.ScriptFile is null && offline.Script.Count == 0)
        {
            yield return $"{key}:Mode is Script without a script; set {key}:ScriptFile or {key}:Script.";
        }

        foreach (var problem in FileProblems("Offline:ScriptFile", offline.ScriptFile))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> FileProblems(string key, string? file)
        => file is null || File.Exists(file) ? [] : [$"{ModelProviderOptions.Section}:{key} names '{file}', which does not exist; correct the path or remove the key."];
}
