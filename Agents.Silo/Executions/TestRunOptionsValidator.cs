using Agents.Silo.Hosting;

namespace Agents.Silo.Executions;

/// <summary>Checks the section <c>TestRun</c> at start; every message names the key and the fix.</summary>
internal sealed class TestRunOptionsValidator : OptionsValidator<TestRunOptions>
{
    protected override IEnumerable<string> Problems(TestRunOptions options)
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
