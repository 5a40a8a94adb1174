using System.Globalization;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Executions;

/// <summary>The short environment variables; a value in the section <c>Executions</c> wins.</summary>
internal sealed class ExecutionOptionsEnvironment(IConfiguration configuration) : IPostConfigureOptions<ExecutionOptions>
{
    // What is no number is refused as a number that cannot be.
    private const int Wrong = -1;

    public void PostConfigure(string? name, ExecutionOptions options)
    {
        if (Find(nameof(ExecutionOptions.MaxConcurrent), "AGENTS_MAX_CONCURRENT_EXECUTIONS") is { } most)
        {
            options.MaxConcurrent = int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Wrong;
        }

        if (Find(nameof(ExecutionOptions.MaxContextBytes), "AGENTS_MAX_CONTEXT_BYTES") is { } bytes)
        {
            options.MaxContextBytes = long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Wrong;
        }
    }

    private string? Find(string key, string variable)
        => configuration[$"{ExecutionOptions.Section}:{key}"] is null && configuration[variable]?.Trim() is { Length: > 0 } value ? value : null;
}
