using Microsoft.Extensions.Options;

namespace Agents.Silo.Hosting;

/// <summary>Checks a section of the configuration at start, and tells all that is wrong with it at once.</summary>
internal abstract class OptionsValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>What is wrong; each message names the key and the fix.</summary>
    protected abstract IEnumerable<string> Problems(TOptions options);
}
