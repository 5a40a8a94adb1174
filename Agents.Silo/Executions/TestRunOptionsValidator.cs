using Microsoft.Extensions.Options;

namespace Agents.Silo.Executions;

/// <summary>Checks the section <c>TestRun</c> at start; every message names the key and the fix.</summary>
internal sealed class TestRunOptionsValidator : IValidateOptions<TestRunOptions>
{
    public ValidateOptionsResult Validate(string? name, TestRunOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(TestRunOptions options)
    {
        const string Section = TestRunOptions.Section;
        if (options.MaxTokens < 1 || options.MaxIterations < 1)
        {
            yield return $"{Section}:MaxTokens and {Section}:MaxIterations are numbers from 1.";
        }

        if (options.Time <= TimeSpan.Zero)
        {
            yield return $"{Section}:Time must be positive, e.g. 00:01:00.";
        }
    }
}
