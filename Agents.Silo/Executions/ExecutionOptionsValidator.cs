using Agents.Silo.Hosting;

namespace Agents.Silo.Executions;

/// <summary>Checks the section <c>Executions</c> at start; every message names the key and the fix.</summary>
internal sealed class ExecutionOptionsValidator : OptionsValidator<ExecutionOptions>
{
    protected override IEnumerable<string> Problems(ExecutionOptions options)
    {
        if (options.MaxConcurrent < 1)
        {
            yield return $"{ExecutionOptions.Section}:MaxConcurrent (or AGENTS_MAX_CONCURRENT_EXECUTIONS) is no number from 1; set it to e.g. 1000.";
        }

        if (options.MaxContextBytes < 1_024)
        {
            yield return $"{ExecutionOptions.Section}:MaxContextBytes (or AGENTS_MAX_CONTEXT_BYTES) is no number from 1024; set it to e.g. 67108864.";
        }
    }
}
