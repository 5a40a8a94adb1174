using System.Net;
using Agents.Silo.Hosting;

namespace Agents.Silo.Tools;

/// <summary>Checks the section <c>Tools</c> at start; every message names the key and the fix.</summary>
internal sealed class ToolsOptionsValidator : OptionsValidator<ToolsOptions>
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    protected override IEnumerable<string> Problems(ToolsOptions options)
    {
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout)
        {
            yield return $"{ToolsOptions.Section}:Timeout is {options.Timeout}; set it between 00:00:00.001 and {LongestTimeout}.";
        }

        if (options.OutputLimit is < 1_000 or > 10_000_000)
        {
            yield return $"{ToolsOptions.Section}:OutputLimit is {options.OutputLimit}; set it between 1000 and 10000000 characters.";
        }

        if (options.AtOnce is < 1 or > 100)
        {
            yield return $"{ToolsOptions.Section}:AtOnce is {options.AtOnce}; set it between 1 and 100.";
        }

        foreach (var network in options.AllowedNetworks.Where(static network => !IPNetwork.TryParse(network, out _)))
        {
            yield return $"{ToolsOptions.Section}:AllowedNetworks has '{network}'; write networks as 10.1.0.0/16.";
        }

        if (options.MaxResponseBytes is < 1_024 or > 256 << 20)
        {
            yield return $"{ToolsOptions.Section}:MaxResponseBytes is {options.MaxResponseBytes}; set it between 1024 and {256 << 20}.";
        }

        if (options.MaxFileBytes < 1 || options.MaxFolderBytes < options.MaxFileBytes)
        {
            yield return $"{ToolsOptions.Section}: MaxFileBytes must be positive, and MaxFolderBytes at least as large.";
        }

        if (options.WebSearch.Provider is { } engine && engine is not ("tavily" or "serper"))
        {
            yield return $"{ToolsOptions.Section}:WebSearch:Provider is '{engine}'; set it to 'tavily' or 'serper', or leave it out.";
        }

        foreach (var program in options.Programs.Allowed.Where(static program => !Path.IsPathFullyQualified(program)))
        {
            yield return $"{ToolsOptions.Section}:Programs:Allowed has '{program}'; write the whole path, like /usr/bin/git.";
        }

        if (options.Programs.Allowed.GroupBy(static program => Path.GetFileName(program)).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            yield return $"{ToolsOptions.Section}:Programs:Allowed has two programs '{twice.Key}', which models cannot tell apart; keep one.";
        }

        if (options.Programs.MaxOutputBytes is < 1_024 or > 64 << 20)
        {
            yield return $"{ToolsOptions.Section}:Programs:MaxOutputBytes is {options.Programs.MaxOutputBytes}; set it between 1024 and {64 << 20}.";
        }

        foreach (var (name, database) in options.Databases)
        {
            if (database.Sqlite is null == database.Postgres is null || (database.Sqlite is { } file && !Path.IsPathFullyQualified(file)))
            {
                yield return $"{ToolsOptions.Section}:Databases:{name} needs either 'Sqlite', the whole path of a file, or 'Postgres', a connection string.";
            }

            if (database.MaxRows is < 1 or > 100_000)
            {
                yield return $"{ToolsOptions.Section}:Databases:{name}:MaxRows is {database.MaxRows}; set it between 1 and 100000.";
            }
        }

        if (options.HistoryTokens < 1_000)
        {
            yield return $"{ToolsOptions.Section}:HistoryTokens is {options.HistoryTokens}; set it to at least 1000.";
        }
    }
}
