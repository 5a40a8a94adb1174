using Agents.Cli.Commands;

namespace Agents.Cli.Tests;

/// <summary>Runs the real root command and keeps what it wrote.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static async Task<CliRun> OfAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await AgentsCommand.InvokeAsync(args, output, error);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
